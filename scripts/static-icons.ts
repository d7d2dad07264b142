/*
 * Lucide's icon components build their drawing when they are shown, element by element: a tenth of the time until the
 * walk can be answered, and much of an office page's rendering. The drawing never changes, so each icon becomes a
 * component whose drawing is plain markup. It takes `size` and `class`; strokes and the size in text are set in app.css.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type IconNode = [tag: string, attributes: Record<string, string | number>][];

const ICON = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

const escape = (value: string | number) =>
	String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('{', '&#123;');

function draw(node: IconNode): string {
	return node
		.map(([tag, attributes]) => {
			const written = Object.entries(attributes).map(([name, value]) => `${name}="${escape(value)}"`);
			return `<${tag} ${written.join(' ')}></${tag}>`;
		})
		.join('');
}

export function staticIcons(): Plugin {
	return {
		name: 'static-icons',
		enforce: 'pre',
		load: {
			filter: { id: ICON },
			handler(id) {
				const data = DATA.exec(readFileSync(id, 'utf8'))?.[1];
				if (!data) throw new Error(`${id} is not the icon it was: the package has changed its form.`);
				const { name, node } = JSON.parse(data) as { name: string; node: IconNode };
				return `<script>let { size = 24, class: given = '' } = $props();</script>
<svg class={['lucide lucide-${name}', given]} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">${draw(node)}</svg>`;
			}
		}
	};
}
