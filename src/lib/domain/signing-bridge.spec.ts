import { expect, it } from 'vitest';
import { bridgeAddress } from './signing-bridge.ts';

it.each([
	['wss://127.0.0.1:8987', 'wss://127.0.0.1:8987'],
	['wss://127.0.0.1:8987/', 'wss://127.0.0.1:8987'],
	['WSS://LOCALHOST:8987', 'wss://localhost:8987'],
	['ws://127.0.0.1:41000', 'ws://127.0.0.1:41000'],
	['wss://localhost', 'wss://localhost']
])('%s is a tool on the own machine', (text, wanted) => {
	expect(bridgeAddress(text)).toBe(wanted);
});

it.each([
	'',
	'127.0.0.1:8987',
	'https://127.0.0.1:8987',
	'wss://10.0.0.5:8987',
	'wss://127.0.0.1.evil.example:8987',
	'wss://evil.example/127.0.0.1',
	'wss://127.0.0.1:8987/SignApproved',
	'wss://127.0.0.1:8987?x',
	'wss://127.0.0.1:8987#x',
	'wss://nguoi:matkhau@127.0.0.1:8987',
	"wss://127.0.0.1:8987; script-src 'unsafe-inline'",
	'wss://[::1]:8987'
])('«%s» is none', (text) => {
	expect(bridgeAddress(text)).toBeNull();
});
