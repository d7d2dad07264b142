/** The office's own fixed sentences in papers that are made from now on; issued papers keep theirs. */
import { dayOf } from '#lib/domain/calendar.ts';
import {
	checkPhrase,
	PHRASE_KEYS,
	PHRASES,
	type OfficePhrases,
	type Place,
	type PhraseKey,
	type PlaceValues
} from '#lib/domain/papers/phrases.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { listAgencyRows } from '../db/queries/agencies.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { requireOffice, requireVersion } from './access.ts';

export interface PhraseView {
	key: PhraseKey;
	/** What the office says; the usual where it says nothing else. */
	text: string;
	usual: string;
	places: readonly Place[];
}

export interface PhrasesPage {
	version: number;
	phrases: PhraseView[];
	/** Names to show a sentence with: the office's own, and an agency of its register. */
	names: PlaceValues;
}

/** All sentences as they stand. */
export function readPhrases(ctx: Ctx): PhrasesPage {
	requireOffice(ctx, 'phrases.manage');
	const { version, texts } = current(ctx);
	const phrases = PHRASE_KEYS.map((key) => {
		const { usual, places } = PHRASES[key];
		return { key, text: texts[key] ?? usual, usual, places };
	});
	return { version, phrases, names: namesToShow(ctx) };
}

function namesToShow(ctx: Ctx): PlaceValues {
	const office = readSetting(ctx.db, 'office');
	const agency = listAgencyRows(ctx.db)[0]?.name ?? 'Cơ quan được kiểm tra';
	return {
		'cơ quan': agency,
		sở: office?.departmentName ?? '',
		'ubnd tỉnh': office?.committee ?? '',
		'đơn vị soạn': office?.unitSign ?? '',
		năm: dayOf(ctx.now()).slice(0, 4),
		'nội dung': `kiểm tra công tác cải cách hành chính tại ${agency}`
	};
}

/** Keeps one sentence; empty, or the usual one, takes the office's own away. Problems of `checkPhrase`, `version.stale`. */
export function savePhrase(ctx: Ctx, version: number, key: PhraseKey, text: string): void {
	requireOffice(ctx, 'phrases.manage');
	const kept = checked(key, text);
	inTransaction(ctx, () => {
		const before = current(ctx);
		requireVersion(before.version, version);
		const { [key]: old, ...others } = before.texts;
		const isUsual = kept === '' || kept === PHRASES[key].usual;
		const texts: OfficePhrases = isUsual ? others : { ...others, [key]: kept };
		writeSetting(ctx.db, 'paper_phrases', { version: version + 1, texts });
		writeAudit(ctx, {
			action: 'phrases.edit',
			subjectKind: 'setting',
			subjectId: 'paper_phrases',
			old: { key, text: old ?? null },
			new: { key, text: isUsual ? null : kept }
		});
	});
}

const current = (ctx: Pick<Ctx, 'db'>): { version: number; texts: OfficePhrases } =>
	readSetting(ctx.db, 'paper_phrases') ?? { version: 0, texts: {} };

function checked(key: PhraseKey, text: string): string {
	const result = checkPhrase(key, text);
	if (!result.ok) throw new ProblemError(result.problem);
	return result.value;
}
