import { expect, test } from 'vitest';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { readPhrases, savePhrase } from '#lib/server/services/paper-phrases.ts';
import { loadRecord } from '#lib/server/services/record.ts';
import { as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

const textOf = (page: ReturnType<typeof readPhrases>, key: string) =>
	page.phrases.find((phrase) => phrase.key === key)!.text;

test('a sentence of the office stands in its next papers, and gives way to the usual one again', async () => {
	const world = await given.openWorld();
	const id = given.minutesSigned(world);
	const clerk = as(world.ctx, world.people.clerk);
	const conclusion = () => buildConclusion(loadRecord(world.ctx, findInspection(world.ctx.db, id)!));
	const usual = conclusion();
	const { names } = readPhrases(clerk);
	expect(names['cơ quan']).not.toBe('');

	savePhrase(clerk, 0, 'conclusion_closing', 'Đề nghị {cơ quan} thực hiện {nội dung} nghiêm túc');
	savePhrase(clerk, 1, 'conclusion_recipients', '{cơ quan}\nLưu: VT, {đơn vị soạn}');
	const own = conclusion();
	expect(own.closing).toEqual([
		`Đề nghị ${usual.recipients[1]!.replace(' (t/h)', '')} thực hiện ${usual.subject.replace(/^Kết luận /, '')} nghiêm túc./.`
	]);
	expect(own.recipients).toHaveLength(2);
	expect({ ...own, closing: [], recipients: [] }).toEqual({ ...usual, closing: [], recipients: [] });

	savePhrase(clerk, 2, 'conclusion_closing', '');
	const page = readPhrases(clerk);
	savePhrase(clerk, 3, 'conclusion_recipients', page.phrases[1]!.usual);
	expect(conclusion()).toEqual(usual);
});

test('what cannot be a sentence, or is no longer the newest, changes nothing', async () => {
	const world = await given.openWorld();
	const clerk = as(world.ctx, world.people.clerk);
	savePhrase(clerk, 0, 'plan_funding', 'Kinh phí của {cơ quan}.');
	const before = readPhrases(clerk);
	expect(await codeOf(() => savePhrase(clerk, 1, 'plan_funding', '{mật khẩu}'))).toBe('phrase.unknown_place');
	expect(await codeOf(() => savePhrase(clerk, 0, 'plan_funding', 'Khác'))).toBe('version.stale');
	expect(await codeOf(() => savePhrase(as(world.ctx, world.people.viewer), 1, 'plan_funding', 'x'))).toBe(
		'permission.denied'
	);
	expect(readPhrases(clerk)).toEqual(before);
	expect(textOf(before, 'plan_funding')).toBe('Kinh phí của {cơ quan}.');
	const lines = world.ctx.db.sqlite
		.prepare(`select new from audit_lines where action = 'phrases.edit'`)
		.pluck()
		.all();
	expect(lines).toHaveLength(1);
});
