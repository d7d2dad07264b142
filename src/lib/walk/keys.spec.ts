import { describe, expect, it } from 'vitest';
import { commandOf } from './keys.ts';

const press = (key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	defaultPrevented: false,
	...more
});

describe('the keys of the walk', () => {
	it('walks, chooses, jumps and opens', () => {
		expect(commandOf(press('ArrowRight'), 'page')).toEqual({ do: 'next' });
		expect(commandOf(press('ArrowLeft'), 'button')).toEqual({ do: 'back' });
		expect(commandOf(press('2'), 'page')).toEqual({ do: 'digit', digit: 2 });
		expect(commandOf(press('/'), 'page')).toEqual({ do: 'jump' });
		expect(commandOf(press('K'), 'page')).toEqual({ do: 'panel', panel: 'na' });
		expect(commandOf(press('x'), 'page')).toBeNull();
	});

	it('leaves fields what is typed into them', () => {
		expect(commandOf(press('2'), 'field')).toBeNull();
		expect(commandOf(press('ArrowRight'), 'field')).toBeNull();
		expect(commandOf(press('/'), 'text')).toBeNull();
		expect(commandOf(press('Enter'), 'text')).toBeNull();
		expect(commandOf(press('Enter'), 'field')).toEqual({ do: 'next' });
		expect(commandOf(press('Escape'), 'text')).toEqual({ do: 'close' });
	});

	it('lets a button have its Enter, and the browser its own chords', () => {
		expect(commandOf(press('Enter'), 'button')).toBeNull();
		expect(commandOf(press('f', { ctrlKey: true }), 'page')).toBeNull();
		expect(commandOf(press('Enter', { defaultPrevented: true }), 'field')).toBeNull();
	});
});
