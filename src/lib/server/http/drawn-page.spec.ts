import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import { asClassComponent } from './drawn-page.ts';

/** What the compiler makes of a component: it writes into what it is given. */
const page = ((
	out: { push(text: string): void; head(write: (out: { push(text: string): void }) => void): void },
	{ name }: { name: string }
) => {
	out.head((head) => head.push('<meta name="x">'));
	out.push(`<p>${name}</p>`);
}) as unknown as Component;

const draw = (name: string) => asClassComponent(page).render({ name });

describe('a drawn page', () => {
	it('has what the component wrote into its head and its body', () => {
		const drawn = draw('Sở Nội vụ');
		expect(drawn.head).toContain('<meta name="x">');
		expect(drawn.html).toContain('<p>Sở Nội vụ</p>');
		expect(drawn.css).toEqual({ code: '', map: null });
	});

	it('is drawn when it is read, once', () => {
		let times = 0;
		const counted = (() => void (times += 1)) as unknown as Component;
		const drawn = asClassComponent(counted).render({});
		expect(times).toBe(0);
		expect(drawn.html).toBe(drawn.html);
		expect(drawn.head).toBeDefined();
		expect(times).toBe(1);
	});

	it('no drawing has a getter of its own: such a one is kept with all that it reads', () => {
		const own = Object.values(Object.getOwnPropertyDescriptors(draw('a')));
		expect(own.filter(({ get }) => get !== undefined)).toEqual([]);
	});
});
