import { shellOf } from '#lib/server/http/shell.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, depends }) => {
	// Reading a notice changes the count beside the bell: the pages of notices ask for it again.
	depends('thuoc:notices');
	return { shell: shellOf(locals) };
};
