/**
 * How the framework has its root component drawn on the server. It asks `svelte/legacy` for it, whose answer has a getter
 * of its own in each drawing: the engine keeps those, and with them the whole page, until it looks through its entire
 * memory, and copies them around until then. A third of the time of a page went there. This answer's getters are the class's.
 */
import type { Component } from 'svelte';
import { render } from 'svelte/server';

type Options = Omit<NonNullable<Parameters<typeof render>[1]>, 'props'>;

/** One drawing, done when it is first read. */
class DrawnPage {
	/** Styles are files; a drawing has none of its own. */
	readonly css = { code: '', map: null };
	private readonly drawing: ReturnType<typeof render>;

	constructor(drawing: ReturnType<typeof render>) {
		this.drawing = drawing;
	}

	get head(): string {
		return this.drawing.head;
	}

	get html(): string {
		return this.drawing.body;
	}
}

/** Of what `svelte/legacy` gives under this name, the part that a server uses. */
export const asClassComponent = (component: Component) => ({
	render: (props: Record<string, unknown>, options: Options = {}): DrawnPage =>
		new DrawnPage(render(component, { props, ...options }))
});
