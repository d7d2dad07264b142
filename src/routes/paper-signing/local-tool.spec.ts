import { expect, it } from 'vitest';
import { readAnswer } from './local-tool.ts';

it.each([
	['{"Status":0,"Message":""}', { kind: 'signed' }],
	['{"Status":"0"}', { kind: 'failed', message: '' }],
	['{"Status":true}', { kind: 'failed', message: '' }],
	['{"Status":500,"Message":" Lỗi "}', { kind: 'failed', message: 'Lỗi' }],
	['{"Message":7}', { kind: 'failed', message: '' }],
	['null', { kind: 'failed', message: '' }],
	['<html>', { kind: 'failed', message: '' }],
	['', { kind: 'failed', message: '' }]
])('the tool’s word %s', (text, wanted) => {
	expect(readAnswer(text)).toEqual(wanted);
});

it('a long word is shown up to a length that a page bears', () => {
	const answer = readAnswer(JSON.stringify({ Status: 1, Message: 'x'.repeat(5000) }));
	expect(answer).toEqual({ kind: 'failed', message: 'x'.repeat(300) });
});
