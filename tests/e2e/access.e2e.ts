/** Every route with every role: the answer is the table's. Not yours and not there answer alike. */
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { signInByForm } from './support.ts';

/** One account of each role; `lead` is an inspector with a place in the teams, `head` of the agency asked for, `foreign` of another. */
const PEOPLE = {
	admin: 'quantri',
	planner: 'chuyenvien',
	lead: 'truongdoan',
	clerk: 'vanthu',
	viewer: 'lanhdao',
	head: 'stp.thutruong',
	officer: 'stp.daumoi',
	agencyClerk: 'stp.vanthu',
	foreign: 'sxd.thutruong'
} as const;
type Who = keyof typeof PEOPLE | 'nobody';

const OFFICE: Who[] = ['admin', 'planner', 'lead', 'clerk', 'viewer'];
const AGENCY: Who[] = ['head', 'officer', 'agencyClerk'];
const EVERYBODY: Who[] = [...OFFICE, ...AGENCY, 'foreign', 'nobody'];

/** GET routes with those who are let in; `:id` is the inspection of the agency that is being explained, `:campaign` the first of the list. */
const ROUTES: Record<string, Who[]> = {
	'/login': ['nobody'],
	'/verify': EVERYBODY,
	'/api/health': EVERYBODY,
	'/account': [...OFFICE, ...AGENCY, 'foreign'],
	'/dashboard': OFFICE,
	'/campaigns': OFFICE,
	'/campaigns/new': ['admin', 'planner'],
	'/inspections': OFFICE,
	'/inspections/:id': OFFICE,
	'/inspections/:id/prepare': OFFICE,
	'/inspections/:id/scores': OFFICE,
	'/inspections/:id/return': OFFICE,
	'/inspections/:id/findings': OFFICE,
	'/inspections/:id/explanations': OFFICE,
	'/inspections/:id/conclusion': OFFICE,
	'/inspections/:id/remedy': OFFICE,
	'/inspections/:id/papers': OFFICE,
	'/inspections/:id/log': ['admin'],
	'/explanations': OFFICE,
	'/remedies': OFFICE,
	'/remedies/export': OFFICE,
	'/chasing': OFFICE,
	'/chasing/history': OFFICE,
	'/chasing/settings': ['admin', 'planner'],
	'/notices': [...OFFICE, ...AGENCY, 'foreign'],
	'/documents': OFFICE,
	'/campaigns/:campaign': OFFICE,
	'/campaigns/:campaign?view=papers': OFFICE,
	/* Of an issued one: campaign-signing.e2e. */
	'/campaigns/:campaign/papers/no-such': [],
	'/api/campaigns/:campaign/papers/yearly_plan': OFFICE,
	'/documents/export': OFFICE,
	'/documents/phrases': ['admin', 'planner', 'clerk'],
	'/agencies': OFFICE,
	'/admin/accounts': ['admin'],
	'/admin/accounts/new': ['admin'],
	'/admin/certificates': ['admin'],
	'/admin/appearance': ['admin'],
	'/admin/appearance/logo': [],
	'/admin/agencies': OFFICE,
	'/admin/agencies/new': ['admin', 'planner'],
	'/admin/agencies/import': ['admin', 'planner'],
	'/admin/criteria': ['admin', 'planner'],
	'/admin/criteria/import': ['admin', 'planner'],
	'/admin/criteria/template': ['admin', 'planner'],
	'/agency': [...AGENCY, 'foreign'],
	'/agency/inspections/:id/findings': AGENCY,
	'/agency/inspections/:id/remedy': AGENCY,
	'/agency/inspections/:id/papers': AGENCY,
	'/api/inspections/:id/field': [...OFFICE, ...AGENCY],
	'/api/inspections/:id/minutes-preview': OFFICE,
	'/api/inspections/:id/papers/minutes': OFFICE,
	'/api/inspections/:id/papers/no-such': [],
	'/api/signing-bridge/no-such': [],
	'/api/signing-bridge/no-such/paper.pdf': []
};

const contexts = new Map<Who, APIRequestContext>();
let id = '';
let campaign = '';

test.beforeAll(async ({ baseURL }) => {
	for (const [who, username] of Object.entries(PEOPLE)) {
		const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL! } });
		await signInByForm(context, username);
		contexts.set(who as Who, context);
	}
	contexts.set('nobody', await request.newContext({ baseURL }));
	const list = await (await contexts.get('head')!.get('/agency')).text();
	id = /\/agency\/inspections\/([0-9a-f-]{36})/.exec(list)![1]!;
	const campaigns = await (await contexts.get('clerk')!.get('/campaigns')).text();
	campaign = /\/campaigns\/([0-9a-f-]{36})/.exec(campaigns)![1]!;
});

for (const [path, allowed] of Object.entries(ROUTES))
	test(`GET ${path}`, async () => {
		for (const who of EVERYBODY) {
			const address = path.replace(':id', id).replace(':campaign', campaign);
			const response = await contexts.get(who)!.get(address, { maxRedirects: 0 });
			const expected = allowed.includes(who) ? [200] : [303, 307, 401, 403, 404];
			expect(expected, `${who}: ${response.status()}`).toContain(response.status());
		}
	});

test('pages drawn on the device are an empty shell for anybody; what fills them is refused', async () => {
	for (const path of [`/field/${id}/walk`, `/agency/inspections/${id}/self`]) {
		const shell = await contexts.get('foreign')!.get(path, { maxRedirects: 0 });
		expect((await shell.text()).includes('Sở Tư pháp'), path).toBe(false);
	}
	expect((await contexts.get('foreign')!.get(`/api/inspections/${id}/field`)).status()).toBe(404);
});

test('a check code that no paper bears is told so, to anybody', async () => {
	expect((await contexts.get('nobody')!.get('/verify/2222-2222-2222')).status()).toBe(404);
});

test('not yours and not there are one answer', async () => {
	const foreign = contexts.get('foreign')!;
	const missing = '01900000-0000-7000-8000-000000000000';
	for (const path of ['/api/inspections/:id/field', '/agency/inspections/:id/findings', '/inspections/:id']) {
		const yours = await foreign.get(path.replace(':id', id), { maxRedirects: 0 });
		const nowhere = await foreign.get(path.replace(':id', missing), { maxRedirects: 0 });
		expect([yours.status(), nowhere.status()]).toEqual([404, 404]);
	}
});

test('writes: a foreign page, a foreign name, a wrong move, nonsense: 4xx, never 500', async ({
	baseURL
}) => {
	const head = contexts.get('head')!;
	const move = { transition: 'conclude', version: 1 };
	const tries: [string, object, object][] = [
		['/api/sync', { operations: [] }, {}],
		['/api/sync', { operations: [{ opId: 'x', inspectionId: id, type: 'answer.set' }] }, { ok: true }],
		[`/api/inspections/${id}/move`, move, {}],
		[`/api/inspections/${id}/move`, { transition: 'fly' }, {}],
		['/api/inspections/nowhere/move', move, {}]
	];
	for (const [path, data] of tries) {
		const response = await head.post(path, { data });
		expect(response.status(), path).toBeLessThan(500);
		if (response.status() === 200) expect((await response.json()).results[0].status).toBe('rejected');
	}
	const abroad = await head.post('/api/sync', {
		data: { operations: [{}] },
		headers: { origin: 'https://elsewhere.example' }
	});
	expect(abroad.status()).toBe(403);
	const garbage = await head.post('/api/sync', {
		data: Buffer.from('<html>'),
		headers: { 'content-type': 'application/json', origin: baseURL! }
	});
	expect(garbage.status()).toBe(400);
	const nobody = await contexts
		.get('nobody')!
		.post('/api/sync', { data: { operations: [{ inspectionId: id }] }, headers: { origin: baseURL! } });
	expect(nobody.status()).toBe(401);
});

test('files: too large, empty, of a kind not allowed whatever its name, a PDF that is none', async () => {
	const officer = contexts.get('officer')!;
	const send = (name: string, buffer: Buffer) =>
		officer.post(`/api/inspections/${id}/evidence`, {
			multipart: {
				subjectKind: 'explanation',
				subjectId: 'x',
				file: { name, mimeType: 'application/pdf', buffer }
			}
		});
	for (const [name, buffer] of [
		['trong.pdf', Buffer.alloc(0)],
		['bai-hat.pdf', Buffer.from('ID3 no document at all')],
		['trang.pdf', Buffer.from('<script>alert(1)</script>')]
	] as const)
		expect((await send(name, buffer)).status(), name).toBeLessThan(500);
	const checked = await contexts.get('nobody')!.post('/verify', {
		multipart: { file: { name: 'gia.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a pdf') } },
		headers: { origin: new URL('/', (await officer.get('/api/health')).url()).origin }
	});
	expect(checked.status()).toBeLessThan(500);
});

test('headers: no inline script, no sniffing, no framing', async () => {
	const response = await contexts.get('nobody')!.get('/login');
	const policy = response.headers()['content-security-policy'] ?? '';
	const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
	expect(scripts).toContain("'self'");
	expect(scripts).not.toContain("'unsafe-inline'");
	expect(response.headers()['x-content-type-options']).toBe('nosniff');
	expect(policy).toContain("frame-ancestors 'none'");
});
