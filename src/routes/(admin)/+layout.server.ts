import { shellOf } from '#lib/server/http/shell.ts';
import { findSealWarning } from '#lib/server/services/certificates.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	shell: shellOf(locals),
	sealWarning: findSealWarning(locals.ctx)
});
