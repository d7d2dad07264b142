/** Signing with the tool on an official's machine: the page's own client, a simulated tool, the routes, a real database. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProblemCode } from '#lib/domain/problem-details.ts';
import { startSession } from '#lib/server/auth/session.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { listPaperSignatures } from '#lib/server/db/queries/paper-signatures.ts';
import { deleteSessionsOf } from '#lib/server/db/queries/people.ts';
import { readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { takeSignedPaper } from '#lib/server/services/paper-outside.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import {
	closeToTool,
	confirmToolName,
	openToTool,
	readForTool,
	readToolTicket,
	takeFromTool
} from '#lib/server/services/signing-bridge.ts';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';
import { callTool, type ToolOutcome } from '../../src/routes/paper-signing/local-tool.ts';
import { openDoors, type BridgeDoors } from '../support/bridge-doors.ts';
import { auditActions, codeOf, problemOf, TEST_NOW, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { keptWorld } from '../support/kept-world.ts';
import { openTool, type Behaviour, type SimulatedTool } from '../support/signing-tool.ts';
import { LONG, openSigningHouse, signOutside, type SigningHouse } from '../support/signing-house.ts';
import { ecRoot } from '../support/signing-kit.ts';

const MINUTE = 60_000;
const SLOW_MS = 60_000;
/** The block of the head of the team on minutes. */
const LEAD = 1;

let house: SigningHouse;
let person: SigningHouse['person'];
let lead: KeyedCertificate;
let world: given.World;
let documentId: string;
let tool: SimulatedTool;
let doors: BridgeDoors;

/** What the tool makes of the paper in the hands of a person. */
const signBy = (file: Uint8Array, owner: KeyedCertificate, fieldName?: string) =>
	signOutside(world, file, owner, fieldName);
const byLead: Behaviour = { sign: (paper) => signBy(paper, lead) };

beforeAll(async () => {
	house = await openSigningHouse();
	({ person } = house);
	tool = await openTool(byLead);
	doors = await openDoors(() => world.ctx);
}, SLOW_MS);
afterAll(async () => {
	house.close();
	await tool.close();
	await doors.close();
});

const openIssued = keptWorld(async (made) => {
	house.install(made);
	const id = given.minutesSigned(made);
	return { documentId: await issue(made, id, 'minutes') };
});

beforeEach(async () => {
	({ world, documentId } = await openIssued());
	world.ctx.config.signBridge = tool.address;
	lead = person(slots()[LEAD]!.name);
	tool.behave(byLead);
}, SLOW_MS);

async function issue(of: given.World, id: string, kind: 'minutes' | 'score_sheet'): Promise<string> {
	const input = { version: given.versionOf(of, id) };
	return (await issuePaper(given.by(of, 'secretary'), id, kind, input)).id;
}

/** Another paper of the same inspection. */
const issueAlso = (kind: 'minutes' | 'score_sheet'): Promise<string> =>
	issue(world, findDocument(world.ctx.db, documentId)!.inspectionId!, kind);

const page = (who: given.Person = 'lead') => readSigningPage(given.by(world, who), documentId);
const slots = () => page().slots;
const bytesNow = () => readPaper(given.by(world, 'viewer'), documentId).pdf;
const filesKept = () => readdirSync(join(world.ctx.config.dataDir, 'files'), { recursive: true }).length;

/** A person with a session, as a page has it. */
async function signedIn(who: given.Person): Promise<{ ctx: TestCtx; handle: string }> {
	const ctx = given.by(world, who);
	const { handle } = await startSession(ctx, ctx.actor!.id);
	return { ctx, handle };
}

interface Go {
	ctx: TestCtx;
	token: string;
	call: (address?: string) => Promise<ToolOutcome>;
	view: () => ReturnType<typeof readToolTicket>;
}

/** A person opens a block to the tool. */
async function begin(who: given.Person = 'lead', slot = LEAD): Promise<Go> {
	const { ctx, handle } = await signedIn(who);
	const { token } = openToTool(ctx, documentId, slot, handle);
	const here = `${doors.origin}/api/signing-bridge/${token}`;
	const call = (address = tool.address) =>
		callTool(address, {
			paper: `${here}/paper.pdf`,
			upload: `${here}/signed`,
			signal: new AbortController().signal,
			onopen: () => {}
		});
	return { ctx, token, call, view: () => readToolTicket(ctx, token) };
}

/** Nothing came onto the paper, nothing onto the disk. */
function expectUntouched(before: { bytes: Buffer; files: number }): void {
	expect(bytesNow().equals(before.bytes)).toBe(true);
	expect(filesKept()).toBe(before.files);
	expect(listPaperSignatures(world.ctx.db, documentId)).toEqual([]);
}
const before = () => ({ bytes: bytesNow(), files: filesKept() });

const bring = (token: string, bytes: Uint8Array) =>
	takeFromTool(world.ctx, token, async () => ({ name: 'x.pdf', bytes }));

test('the tool fetches the exact bytes, signs and brings them back; the signature is the paper’s newest revision', async () => {
	const handedOut = bytesNow();
	let fetched: Buffer | undefined;
	tool.behave({ sign: (paper) => signBy((fetched = paper), lead) });
	const go = await begin();
	expect(go.view()).toMatchObject({ state: 'waiting', expiresAt: TEST_NOW + 10 * MINUTE });
	expect(await go.call()).toEqual({ kind: 'signed' });
	expect(fetched!.equals(handedOut)).toBe(true);
	expect(tool.calls.at(-1)).toMatchObject({
		operation: '/SignApproved',
		request: { SessionId: '', JWTToken: '', FileName: expect.stringMatching(/\/paper\.pdf$/) }
	});
	expect(tool.heard()).toEqual({
		...{ Status: true, Message: '', FileName: 'van-ban.pdf', DocumentNumber: '', DocumentDate: '' },
		FileServer: `${doors.origin}/api/documents/${documentId}`
	});
	expect(go.view()).toMatchObject({ state: 'done', signerName: slots()[LEAD]!.name, problem: null });
	expect(bytesNow().subarray(0, handedOut.length).equals(handedOut)).toBe(true);
	expect(slots()[LEAD]!.signature).toMatchObject({ way: 'outside', nameConfirmed: false });
	expect(auditActions(world.ctx.db, documentId)).toEqual([
		'document.issue',
		'document.open_to_tool',
		'document.sign'
	]);
});

test('what names no field or another one: the one file there is counts, a form without a file does not', async () => {
	const untouched = before();
	for (const field of ['none', 'broken']) {
		tool.behave({ ...byLead, field });
		const go = await begin();
		expect(await go.call()).toMatchObject({ kind: 'failed', message: /không gửi tệp PDF/ });
		expect(go.view()).toMatchObject({ state: 'refused', problem: { code: 'signing.tool_sent_no_file' } });
	}
	expectUntouched(untouched);
	tool.behave({ ...byLead, field: 'file' });
	expect(await (await begin()).call()).toEqual({ kind: 'signed' });
});

test('cancelled in the tool: the paper stays, and the same ticket may still be used until it is taken back', async () => {
	const untouched = before();
	tool.behave({ sign: () => null });
	const go = await begin();
	expect(await go.call()).toEqual({ kind: 'failed', message: 'Người dùng hủy ký' });
	expect(go.view().state).toBe('fetched');
	closeToTool(go.ctx, go.token);
	const late = await signBy(untouched.bytes, lead);
	expect(await codeOf(() => bring(go.token, late))).toBe('signing.ticket_gone');
	expect(await codeOf(() => go.view())).toBe('signing.ticket_gone');
	expectUntouched(untouched);
});

test('what comes back otherwise is refused: tool and page hear the same reason, and nothing is kept', async () => {
	const untouched = before();
	const unknown = person(slots()[LEAD]!.name, ecRoot(undefined, LONG));
	const good = await signBy(untouched.bytes, lead);
	const changed = Buffer.from(good);
	changed[500]! ^= 1;
	const refusals: [Buffer, ProblemCode, RegExp][] = [
		[Buffer.from('không phải PDF'), 'signing.not_our_bytes', /phần đầu của tệp khác/],
		[changed, 'signing.not_our_bytes', /phần đầu của tệp khác/],
		[untouched.bytes, 'signing.nothing_added', /chưa có chữ ký nào thêm/],
		[Buffer.alloc(0), 'file.empty', /không có nội dung/],
		[Buffer.alloc(30 * 1024 * 1024 + 1), 'file.too_large', /30/],
		[await signBy(good, person('Hai'), 'Hai'), 'signing.several_added', /2 chữ ký/],
		[await signBy(untouched.bytes, unknown), 'signing.file_refused', /danh sách được tin cậy/]
	];
	for (const [bytes, code, sentence] of refusals) {
		tool.behave({ sign: () => bytes });
		const go = await begin();
		expect([code, await go.call()]).toEqual([
			code,
			{ kind: 'failed', message: expect.stringMatching(sentence) }
		]);
		expect(tool.heard()).toMatchObject({
			Status: false,
			Message: expect.stringMatching(sentence),
			FileServer: ''
		});
		expect(go.view()).toMatchObject({ state: 'refused', problem: { code } });
		expect(await codeOf(() => bring(go.token, good))).toBe('signing.ticket_used');
	}
	expect((await begin()).view().fault).toBeNull();
	expectUntouched(untouched);
});

test('an unknown root: the page can say in its own language what the verifier found', async () => {
	const unknown = person(slots()[LEAD]!.name, ecRoot(undefined, LONG));
	tool.behave({ sign: (paper) => signBy(paper, unknown) });
	const go = await begin();
	await go.call();
	expect(go.view()).toMatchObject({ state: 'refused', fault: { code: expect.any(String) } });
});

describe('signed by a person of another name', () => {
	const byStranger: Behaviour = { sign: (paper) => signBy(paper, person('Người khác')) };

	test('waits for a word on it, nowhere but in memory; the word takes it without signing again', async () => {
		const untouched = before();
		tool.behave(byStranger);
		const go = await begin();
		expect(await go.call()).toMatchObject({ kind: 'failed', message: expect.stringContaining('Người khác') });
		expect(go.view()).toMatchObject({
			state: 'name',
			problem: { code: 'signing.other_name', details: { certified: 'Người khác' } }
		});
		expectUntouched(untouched);
		world.ctx.clock.at += 9 * MINUTE;
		expect(await confirmToolName(go.ctx, go.token)).toEqual({ signerName: 'Người khác', documentId });
		expect(slots()[LEAD]!.signature).toMatchObject({ signerName: 'Người khác', nameConfirmed: true });
		expect(go.view().state).toBe('done');
		expect(await codeOf(() => confirmToolName(go.ctx, go.token))).toBe('signing.ticket_used');
	});

	test('is forgotten when nobody answers for it, or time runs out', async () => {
		const untouched = before();
		tool.behave(byStranger);
		const left = await begin();
		await left.call();
		closeToTool(left.ctx, left.token);
		expect(await codeOf(() => confirmToolName(left.ctx, left.token))).toBe('signing.ticket_gone');
		const late = await begin();
		await late.call();
		world.ctx.clock.at += 10 * MINUTE;
		expect(await codeOf(() => confirmToolName(late.ctx, late.token))).toBe('signing.ticket_gone');
		expectUntouched(untouched);
	});

	test('is looked at anew with the word: a block signed meanwhile stays as it is', async () => {
		const handedOut = bytesNow();
		tool.behave(byStranger);
		const go = await begin();
		await go.call();
		const byHand = {
			slot: LEAD,
			file: { name: 'x.pdf', bytes: await signBy(handedOut, lead) },
			nameConfirmed: false
		};
		await takeSignedPaper(given.by(world, 'clerk'), documentId, byHand);
		expect(await codeOf(() => confirmToolName(go.ctx, go.token))).toBe('signing.slot_taken');
		expect(go.view()).toMatchObject({ state: 'refused', problem: { code: 'signing.slot_taken' } });
		expect(slots()[LEAD]!.signature).toMatchObject({ signerName: slots()[LEAD]!.name });
	});
});

describe('a ticket', () => {
	test('is good for ten minutes, for one file, for one paper', async () => {
		const untouched = before();
		const good = await signBy(untouched.bytes, lead);
		const expired = await begin();
		world.ctx.clock.at += 10 * MINUTE;
		expect(await codeOf(() => readForTool(world.ctx, expired.token))).toBe('signing.ticket_gone');
		expect(await codeOf(() => bring(expired.token, good))).toBe('signing.ticket_gone');
		expect(await codeOf(() => readForTool(world.ctx, 'không-có'))).toBe('signing.ticket_gone');
		const other = documentId;
		documentId = await issueAlso('score_sheet');
		const ofOther = await begin('clerk', 0);
		expect(await codeOf(() => bring(ofOther.token, good))).toBe('signing.not_our_bytes');
		documentId = other;
		expectUntouched({ ...untouched, files: filesKept() });
		const once = await begin();
		const both = await Promise.allSettled([bring(once.token, good), bring(once.token, good)]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await codeOf(() => readForTool(world.ctx, once.token))).toBe('signing.ticket_used');
	});

	test('goes when its owner opens another, and is nobody else’s to see, to answer for or to take back', async () => {
		const first = await begin();
		const second = await begin();
		expect(await codeOf(() => readForTool(world.ctx, first.token))).toBe('signing.ticket_gone');
		const clerk = given.by(world, 'clerk');
		for (const ask of [readToolTicket, confirmToolName, closeToTool])
			expect(await codeOf(() => ask(clerk, second.token))).toBe('signing.ticket_gone');
		for (const ask of [readToolTicket, confirmToolName, closeToTool])
			expect(await codeOf(() => ask(world.ctx, second.token))).toBe('auth.required');
		expect(readForTool(world.ctx, second.token).equals(bytesNow())).toBe(true);
	});

	test('is for one who signs the block or brings what was signed: a head of the Department, who brings nothing, signs', async () => {
		expect(await codeOf(() => begin('viewer'))).toBe('permission.denied');
		expect(await codeOf(() => begin('agencyClerk'))).toBe('signing.not_for_side');
		expect(await codeOf(() => begin('otherHead', 0))).toBe('not_found');
		expect(await codeOf(() => begin('lead', 9))).toBe('signing.slot_unknown');
		expect((await begin('clerk')).view().state).toBe('waiting');
		expect((await begin('head', 0)).view().state).toBe('waiting');
		world.ctx.db.sqlite.exec(`drop trigger documents_frozen;
			update documents set content = replace(content, '"role":"secretary"', '"role":"department_head"')`);
		expect((await begin('viewer', 2)).view().state).toBe('waiting');
	});

	const meanwhile: [string, () => void | Promise<unknown>, ProblemCode][] = [
		[
			'the account was disabled',
			() => change('update accounts set disabled_at = 1 where id = ?'),
			'auth.required'
		],
		['its owner signed out', () => void deleteSessionsOf(world.ctx.db, leadId()), 'auth.required'],
		[
			'the place in the team was lost',
			() => change('delete from team_members where account_id = ?'),
			'permission.denied'
		],
		[
			'the password has to be changed',
			() => change('update accounts set must_change_password = 1 where id = ?'),
			'auth.must_change_password'
		],
		['the paper was replaced', () => reissue(), 'document.superseded'],
		['somebody signed the block', () => signByHand(LEAD), 'signing.slot_taken'],
		['somebody signed another block', () => signByHand(2), 'signing.older_revision']
	];
	const leadId = () => given.actorOf(world, 'lead').id;
	const change = (sql: string): void => void world.ctx.db.sqlite.prepare(sql).run(leadId());
	const reissue = () => issueAlso('minutes');
	const signByHand = async (slot: number) =>
		takeSignedPaper(given.by(world, 'clerk'), documentId, {
			slot,
			file: { name: 'x.pdf', bytes: await signBy(bytesNow(), person(slots()[slot]!.name), 'Khac') },
			nameConfirmed: false
		});

	test.each(meanwhile)('asks anew for everything: %s', async (_, happens, code) => {
		const good = await signBy(bytesNow(), lead);
		const toFetch = await begin();
		await happens();
		expect(await codeOf(() => readForTool(world.ctx, toFetch.token))).toBe(code);
		/* Refused once, it is over: the page has the reason. */
		expect(await codeOf(() => bring(toFetch.token, good))).toBe('signing.ticket_used');
	});

	test.each(meanwhile)('asks anew when the file comes, too: %s', async (_, happens, code) => {
		const good = await signBy(bytesNow(), lead);
		const go = await begin();
		readForTool(world.ctx, go.token);
		await happens();
		const signaturesBefore = listPaperSignatures(world.ctx.db, documentId).length;
		expect(await codeOf(() => bring(go.token, good))).toBe(code);
		expect(listPaperSignatures(world.ctx.db, documentId)).toHaveLength(signaturesBefore);
	});
});

test('a file is not even read for a ticket that is none or has lost its right', async () => {
	let wasRead = false;
	const read = async () => {
		wasRead = true;
		return { name: 'x', bytes: new Uint8Array() };
	};
	expect(await codeOf(() => takeFromTool(world.ctx, 'không-có', read))).toBe('signing.ticket_gone');
	const go = await begin();
	deleteSessionsOf(world.ctx.db, given.actorOf(world, 'lead').id);
	expect(await codeOf(() => takeFromTool(world.ctx, go.token, read))).toBe('auth.required');
	expect(wasRead).toBe(false);
});

test('a fault of ours ends the ticket and keeps nothing', async () => {
	const untouched = before();
	const go = await begin();
	const read = () => Promise.reject(new TypeError('ours'));
	await expect(takeFromTool(world.ctx, go.token, read)).rejects.toThrow('ours');
	expect(await codeOf(() => go.view())).toBe('signing.ticket_gone');
	expectUntouched(untouched);
});

test('a tool that dies, and one that is not there', async () => {
	const untouched = before();
	tool.behave({ ...byLead, dies: 'before' });
	expect(await (await begin()).call()).toEqual({ kind: 'lost' });
	const closed = await openTool(byLead);
	await closed.close();
	expect(await (await begin()).call(closed.address)).toEqual({ kind: 'absent' });
	expectUntouched(untouched);
	/* It dies with its work done: the server knows, whatever the page could hear of it. */
	tool.behave({ ...byLead, dies: 'after' });
	const go = await begin();
	expect(await go.call()).toEqual({ kind: 'lost' });
	expect(go.view()).toMatchObject({ state: 'done' });
});

test('a person who gives up is not kept waiting by the tool', async () => {
	const { promise, resolve } = Promise.withResolvers<void>();
	tool.behave({ ...byLead, waits: promise });
	const go = await begin();
	const giveUp = new AbortController();
	const here = `${doors.origin}/api/signing-bridge/${go.token}`;
	const addresses = { paper: `${here}/paper.pdf`, upload: `${here}/signed` };
	const called = callTool(tool.address, { ...addresses, signal: giveUp.signal, onopen: () => {} });
	await expect.poll(() => go.view().state).toBe('fetched');
	giveUp.abort();
	expect(await called).toEqual({ kind: 'lost' });
	closeToTool(go.ctx, go.token);
	resolve();
	await expect
		.poll(() => tool.heard())
		.toMatchObject({ Status: false, Message: expect.stringContaining('10 phút') });
});

test('with no tool named there are no doors, whatever is asked', async () => {
	const go = await begin();
	world.ctx.config.signBridge = null;
	const here = `${doors.origin}/api/signing-bridge/${go.token}`;
	const fetched = await fetch(`${here}/paper.pdf`);
	expect([fetched.status, await fetched.json()]).toEqual([
		404,
		{ problem: { code: 'not_found', details: {} } }
	]);
	expect((await fetch(`${here}/signed`, { method: 'POST', body: new FormData() })).status).toBe(404);
	expect(page().bridge).toBeNull();
});

test('who does not hold the ticket gets nothing but a 404, and nobody on the way keeps the paper', async () => {
	const go = await begin();
	const fetched = await fetch(`${doors.origin}/api/signing-bridge/${go.token}/paper.pdf`);
	expect(fetched.headers.get('cache-control')).toBe('no-store');
	expect(fetched.headers.get('content-disposition')).toContain('van-ban.pdf');
	const guessed = await fetch(`${doors.origin}/api/signing-bridge/${go.token.slice(1)}A/paper.pdf`);
	expect(guessed.status).toBe(404);
	expect(await problemOf(() => readForTool(world.ctx, `${go.token} `))).toMatchObject({
		code: 'signing.ticket_gone'
	});
});
