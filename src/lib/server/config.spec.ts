import { expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const server = { THUOC_SMTP_HOST: 'thu.tinh.gov.vn', THUOC_SMTP_FROM: 'cchc@snv.tinh.gov.vn' };

it('sends no mail while no mail server is named', () => {
	expect(readConfig({ THUOC_SMTP_FROM: server.THUOC_SMTP_FROM }).mail).toBeNull();
});

it('reads the mail server, with a login or without', () => {
	expect(readConfig(server).mail).toEqual({
		host: 'thu.tinh.gov.vn',
		port: 587,
		login: null,
		from: 'cchc@snv.tinh.gov.vn'
	});
	const given = { ...server, THUOC_SMTP_PORT: '465', THUOC_SMTP_USER: 'cchc', THUOC_SMTP_PASSWORD: 'mk' };
	expect(readConfig(given).mail).toMatchObject({ port: 465, login: { user: 'cchc', password: 'mk' } });
});

it.each([
	[{ THUOC_SMTP_HOST: 'thu.tinh.gov.vn' }, 'THUOC_SMTP_FROM'],
	[{ ...server, THUOC_SMTP_FROM: 'Sở Nội vụ' }, 'THUOC_SMTP_FROM'],
	[{ ...server, THUOC_SMTP_USER: 'cchc' }, 'THUOC_SMTP_PASSWORD'],
	[{ ...server, THUOC_SMTP_PORT: '99999' }, 'THUOC_SMTP_PORT']
])('refuses %j and names the variable', (env, name) => {
	expect(() => readConfig(env)).toThrow(ConfigError);
	expect(() => readConfig(env)).toThrow(name);
});

it('reads the time-stamp authority, with a login or without', () => {
	expect(readConfig({}).timestamp).toBeNull();
	const url = 'http://tsa.ca.gov.vn/tsa';
	expect(readConfig({ THUOC_TSA_URL: url }).timestamp).toEqual({ url, login: null });
	const login = { THUOC_TSA_USER: 'so', THUOC_TSA_PASSWORD: 'mk' };
	expect(readConfig({ THUOC_TSA_URL: url, ...login }).timestamp).toEqual({
		url,
		login: { user: 'so', password: 'mk' }
	});
});

it.each([
	[{ THUOC_TSA_URL: 'tsa.ca.gov.vn' }, 'THUOC_TSA_URL'],
	[{ THUOC_TSA_URL: 'file:///etc/passwd' }, 'THUOC_TSA_URL'],
	[{ THUOC_TSA_URL: 'http://tsa', THUOC_TSA_USER: 'so' }, 'THUOC_TSA_PASSWORD']
])('refuses %j and names the setting', (env, name) => {
	expect(() => readConfig(env)).toThrow(ConfigError);
	expect(() => readConfig(env)).toThrow(name);
});

it('drives no signing tool unless one is named, on the own machine', () => {
	expect(readConfig({}).signBridge).toBeNull();
	expect(readConfig({ THUOC_SIGN_BRIDGE: 'wss://127.0.0.1:8987/' }).signBridge).toBe('wss://127.0.0.1:8987');
	for (const address of ['', 'wss://10.0.0.5:8987', 'https://127.0.0.1:8987'])
		expect(() => readConfig({ THUOC_SIGN_BRIDGE: address })).toThrow('THUOC_SIGN_BRIDGE');
});
