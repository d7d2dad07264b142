import { describe, expect, it } from 'vitest';
import type { AccountRole, Actor } from '#lib/domain/permissions.ts';
import { bodyLimitMegabytes } from './body-limit.ts';
import { redirectOf, safeNext } from './entry.ts';
import { isForeignWrite, setSecureHeaders } from './security.ts';

const actor = (mustChangePassword = false, role: AccountRole = 'planner'): Actor => ({
	id: 'p',
	role,
	agencyId: null,
	displayName: 'P',
	mustChangePassword
});
const at = (path: string) => new URL(path, 'http://localhost:3000');

describe('who comes in', () => {
	it.each([
		['/(office)/campaigns', '/campaigns?year=2026', '/login?next=%2Fcampaigns%3Fyear%3D2026'],
		['/(admin)/admin/accounts', '/admin/accounts', '/login?next=%2Fadmin%2Faccounts'],
		['/', '/', '/login'],
		['/(public)/login', '/login', null],
		['/(public)/verify', '/verify', null],
		['/(field)/field', '/field', null],
		['/api/sync', '/api/sync', null],
		[null, '/khong-co', null]
	])('a stranger at %s', (route, path, wanted) => {
		expect(redirectOf(null, route, at(path))).toBe(wanted);
	});

	it('a route whose name only begins like an open one is not open', () => {
		expect(redirectOf(null, '/(publicity)/x', at('/x'))).toBe('/login?next=%2Fx');
		expect(redirectOf(null, '/apiary', at('/apiary'))).toBe('/login?next=%2Fapiary');
	});

	it.each([
		['/(office)/campaigns', '/campaigns', '/change-password'],
		['/(field)/field', '/field', '/change-password'],
		['/(public)/change-password', '/change-password', null],
		['/(public)/logout', '/logout', null],
		['/api/sync', '/api/sync', null]
	])('somebody with an initial password at %s', (route, path, wanted) => {
		expect(redirectOf(actor(true), route, at(path))).toBe(wanted);
	});

	it('everybody else goes on', () => {
		expect(redirectOf(actor(), '/(office)/campaigns', at('/campaigns'))).toBeNull();
	});
});

describe('where to go after signing in', () => {
	it.each([
		['/campaigns?year=2026#x', '/campaigns?year=2026#x'],
		[null, '/'],
		['', '/'],
		['https://evil.example/', '/'],
		['//evil.example', '/'],
		['/\\evil.example', '/'],
		['/a\\b', '/'],
		['/a\nb', '/'],
		['javascript:alert(1)', '/']
	])('%s', (next, wanted) => {
		expect(safeNext(next)).toBe(wanted);
	});
});

describe('requests from elsewhere', () => {
	const config = { origin: 'https://thuoc.tinh.gov.vn' };
	const foreign = (method: string, origin: string | null) =>
		isForeignWrite(
			new Request('http://localhost:3000/api/sync', { method, headers: origin === null ? {} : { origin } }),
			at('/api/sync'),
			config
		);

	it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is taken from this site only', (method) => {
		expect(foreign(method, 'http://localhost:3000')).toBe(false);
		expect(foreign(method, 'https://thuoc.tinh.gov.vn')).toBe(false);
		expect(foreign(method, 'https://evil.example')).toBe(true);
		expect(foreign(method, 'https://thuoc.tinh.gov.vn.evil.example')).toBe(true);
		expect(foreign(method, 'null')).toBe(true);
		expect(foreign(method, null)).toBe(true);
	});

	it('reading is open', () => {
		expect(foreign('GET', 'https://evil.example')).toBe(false);
		expect(foreign('HEAD', null)).toBe(false);
	});
});

describe('headers', () => {
	const headersFor = (origin: string) => {
		const headers = new Headers();
		setSecureHeaders(headers, { origin });
		return headers;
	};

	it('protect every answer', () => {
		const headers = headersFor('http://localhost:3000');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('permissions-policy')).toContain('camera=(self), geolocation=(self)');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
	});

	it('ask for https only where people come by https', () => {
		expect(headersFor('http://localhost:3000').has('strict-transport-security')).toBe(false);
		expect(headersFor('https://thuoc.tinh.gov.vn').get('strict-transport-security')).toBe('max-age=31536000');
	});
});

describe('the limit of a body, as the adapter reads it', () => {
	it.each([
		[{}, 0.5],
		[{ BODY_SIZE_LIMIT: '32M' }, 32],
		[{ BODY_SIZE_LIMIT: '1g' }, 1024],
		[{ BODY_SIZE_LIMIT: '1048576' }, 1],
		[{ BODY_SIZE_LIMIT: 'gì đó' }, 0.5]
	])('%o', (env, megabytes) => {
		expect(bodyLimitMegabytes(env)).toBe(megabytes);
	});
});
