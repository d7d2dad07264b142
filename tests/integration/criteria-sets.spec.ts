/** Criteria sets from a file to publication and retirement. */
import { beforeEach, describe, expect, it } from 'vitest';
import { exportSets } from '#lib/domain/criteria-export.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import {
	checkCriteriaFile,
	deleteCriteriaDraft,
	getCriteriaSet,
	hashSet,
	importCriteriaFile,
	listCriteriaSets,
	publishCriteriaSet,
	retireCriteriaSet
} from '#lib/server/services/criteria-sets.ts';
import { readCriteriaFile, shippedSet } from '../support/criteria-sets.ts';
import { notified, openWorld } from '../support/inspections.ts';
import {
	addAccount,
	as,
	auditActions,
	codeOf,
	makeCtx,
	openTestDatabase,
	problemOf,
	type TestCtx
} from '../support/database.ts';

let ctx: TestCtx;
let viewer: Actor;

beforeEach(async () => {
	const stranger = makeCtx(openTestDatabase());
	viewer = await addAccount(stranger.db, 'viewer');
	ctx = as(stranger, await addAccount(stranger.db, 'planner'));
});

const fileOf = (content: unknown, name = 'bo-tieu-chi.json') => ({
	name,
	bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))
});
const importOne = () => importCriteriaFile(ctx, fileOf(exportSets([shippedSet('department')]))).ids[0]!;

describe('a file', () => {
	it('is checked without writing anything', () => {
		const report = checkCriteriaFile(ctx, fileOf(readCriteriaFile()));
		expect(report.problems).toEqual([]);
		expect(report.sets.map(({ code }) => code)).toHaveLength(2);
		expect(listCriteriaSets(ctx)).toEqual([]);
	});

	it('becomes one draft for each set, unchanged and with its hash', () => {
		const { ids } = importCriteriaFile(ctx, fileOf(readCriteriaFile()));
		expect(ids).toHaveLength(2);
		const first = getCriteriaSet(ctx, ids[0]!);
		expect(first).toMatchObject({ status: 'draft', inUse: false, content: shippedSet('department') });
		expect(first.contentHash).toBe(hashSet(first.content));
		expect(auditActions(ctx.db)).toEqual(['criteria_set.import', 'criteria_set.import']);
	});

	it('with a fault in one set leaves nothing of the other behind', () => {
		const spoilt = readCriteriaFile();
		spoilt.sets[1]!.areas[0]!.max_points += 1;
		const report = importCriteriaFile(ctx, fileOf(spoilt));
		expect(report.ids).toEqual([]);
		expect(report.problems.map(({ code }) => code)).toContain('set.sum_differs');
		expect(listCriteriaSets(ctx)).toEqual([]);
		expect(auditActions(ctx.db)).toEqual([]);
	});

	it('that brings a version that is there already is told so', () => {
		importOne();
		const { code, version } = shippedSet('department');
		const report = importCriteriaFile(ctx, fileOf(exportSets([shippedSet('department')])));
		expect(report).toMatchObject({
			ids: [],
			problems: [{ code: 'set.version_exists', details: { code, version }, at: code }]
		});
	});

	it('may bring a new version of the same set', () => {
		importOne();
		const next = { ...shippedSet('department'), version: 2 };
		expect(importCriteriaFile(ctx, fileOf(exportSets([next]))).ids).toHaveLength(1);
		expect(listCriteriaSets(ctx).map(({ setVersion }) => setVersion)).toEqual([2, 1]);
	});

	it.each([
		['a comma too many', '{\n  "sets": [],\n}', 'set.bad_syntax', { line: 3, column: 1 }],
		['an end too early', '{\n  "sets": [', 'set.bad_syntax', { line: 2, column: 12 }],
		['no JSON at all', 'xin chào', 'set.bad_syntax', { line: 1, column: 1 }]
	])('with %s is told where', async (_, text, code, details) => {
		expect(await problemOf(() => checkCriteriaFile(ctx, fileOf(text)))).toEqual({
			code,
			details,
			at: 'file'
		});
	});

	it('may begin with the mark that some editors put before UTF-8', () => {
		const { bytes } = fileOf(readCriteriaFile());
		const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]);
		expect(checkCriteriaFile(ctx, { name: 'a.json', bytes: marked }).problems).toEqual([]);
	});

	it('that is binary, empty or too large is refused by its content', async () => {
		const check = (bytes: Uint8Array) => codeOf(() => checkCriteriaFile(ctx, { name: 'a.json', bytes }));
		expect(await check(Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]))).toBe('file.kind_not_allowed');
		expect(await check(new Uint8Array())).toBe('file.empty');
		expect(await check(new Uint8Array(5 * 1024 * 1024 + 1))).toBe('file.too_large');
	});
});

describe('a set', () => {
	it('is published, and from then on frozen whatever the code does', async () => {
		const id = importOne();
		publishCriteriaSet(ctx, id, 1);
		expect(getCriteriaSet(ctx, id)).toMatchObject({
			status: 'published',
			publishedAt: ctx.now(),
			version: 2
		});
		expect(await codeOf(() => publishCriteriaSet(ctx, id, 2))).toBe('set.published_frozen');
		expect(await codeOf(() => deleteCriteriaDraft(ctx, id, 2))).toBe('set.published_frozen');
		const rewrite = ctx.db.sqlite.prepare(`update criteria_sets set content = '{}' where id = ?`);
		expect(() => rewrite.run(id)).toThrow('frozen');
		expect(() => ctx.db.sqlite.prepare('delete from criteria_sets').run()).toThrow('frozen');
	});

	it('is retired once, and only from publication', async () => {
		const id = importOne();
		expect(await codeOf(() => retireCriteriaSet(ctx, id, 1))).toBe('set.not_published');
		publishCriteriaSet(ctx, id, 1);
		retireCriteriaSet(ctx, id, 2);
		expect(getCriteriaSet(ctx, id)).toMatchObject({ status: 'retired', retiredAt: ctx.now() });
		expect(await codeOf(() => retireCriteriaSet(ctx, id, 3))).toBe('set.not_published');
		expect(auditActions(ctx.db, id)).toEqual([
			'criteria_set.import',
			'criteria_set.publish',
			'criteria_set.retire'
		]);
	});

	it('is deleted while a draft, with a line in the record', async () => {
		const id = importOne();
		deleteCriteriaDraft(ctx, id, 1);
		expect(await codeOf(() => getCriteriaSet(ctx, id))).toBe('not_found');
		expect(auditActions(ctx.db, id)).toEqual(['criteria_set.import', 'criteria_set.delete_draft']);
	});

	it('is not published, retired or deleted by a stale page', async () => {
		const id = importOne();
		expect(await codeOf(() => publishCriteriaSet(ctx, id, 2))).toBe('version.stale');
		expect(await codeOf(() => deleteCriteriaDraft(ctx, id, 2))).toBe('version.stale');
		publishCriteriaSet(ctx, id, 1);
		expect(await codeOf(() => retireCriteriaSet(ctx, id, 1))).toBe('version.stale');
		expect(getCriteriaSet(ctx, id).status).toBe('published');
	});

	it('is seen as a draft only by those who manage sets', async () => {
		const id = importOne();
		const asViewer = as(ctx, viewer);
		expect(listCriteriaSets(asViewer)).toEqual([]);
		expect(await codeOf(() => getCriteriaSet(asViewer, id))).toBe('permission.denied');
		publishCriteriaSet(ctx, id, 1);
		expect(listCriteriaSets(asViewer)).toHaveLength(1);
		expect(getCriteriaSet(asViewer, id).status).toBe('published');
	});

	it('that inspections use says so', async () => {
		const world = await openWorld();
		notified(world);
		const planner = as(world.ctx, world.people.planner);
		const [used] = listCriteriaSets(planner);
		expect(getCriteriaSet(planner, used!.id).inUse).toBe(true);
	});
});
