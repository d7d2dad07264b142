import { expect, it } from 'vitest';
import { sizeText } from './size-text.ts';

it.each([
	[0, '0 B'],
	[900, '900 B'],
	[118_080, '115 KB'],
	[3.2 * 1024 ** 2, '3,2 MB'],
	[25 * 1024 ** 2, '25 MB'],
	[1.94 * 1024 ** 3, '1,9 GB'],
	[5_000 * 1024 ** 4, '5.000 TB']
])('%d bytes are %s', (bytes, wanted) => {
	expect(sizeText(bytes)).toBe(wanted);
});
