import { expect, test } from 'vitest';
import { formatRecordHead, shortHash } from './record-head.ts';

test('sixteen digits in four groups stand for the hash', () => {
	expect(shortHash(`0123456789abcdef${'f'.repeat(48)}`)).toBe('0123 4567 89ab cdef');
	expect(formatRecordHead({ line: 1234, hash: 'ab12cd34ef567890'.padEnd(64, '0') })).toBe(
		'dòng 1234 · ab12 cd34 ef56 7890'
	);
});
