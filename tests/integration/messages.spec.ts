/** The texts of the screens: complete in both languages, with the same parameters, each key in one file only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#lib/server/root.ts';

const folder = (locale: string) => join(projectRoot(), 'messages', locale);
const areas = readdirSync(folder('vi'));
const read = (locale: string, area: string): Record<string, unknown> =>
	JSON.parse(readFileSync(join(folder(locale), area), 'utf8'));
const parametersOf = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort();

describe('messages', () => {
	it('have the same files in both languages, all of them known to the compiler', () => {
		expect(readdirSync(folder('en')).sort()).toEqual([...areas].sort());
		const settings = readFileSync(join(projectRoot(), 'project.inlang', 'settings.json'), 'utf8');
		for (const area of areas) expect(settings).toContain(`./messages/{locale}/${area}`);
	});

	it.each(areas)('%s: the same keys with the same parameters, nothing empty, letters composed', (area) => {
		const [vi, en] = [read('vi', area), read('en', area)];
		expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
		for (const [key, text] of Object.entries(vi)) {
			expect([key, parametersOf(en[key])]).toEqual([key, parametersOf(text)]);
			for (const one of [JSON.stringify(text), JSON.stringify(en[key])]) {
				expect([key, one.length > 2]).toEqual([key, true]);
				expect(one.normalize('NFC')).toBe(one);
			}
		}
	});

	it('name each key in one file only', () => {
		const keys = areas.flatMap((area) => Object.keys(read('vi', area)));
		expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
	});
});
