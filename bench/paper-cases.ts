/** One paper of each kind: from the demonstration, or from the specs' records where the demonstration has none. */
import { join } from 'node:path';
import sharp from 'sharp';
import { isCampaignPaper, isRecordPaper } from '#lib/domain/papers/availability.ts';
import { PAPER_KINDS, type PaperContent, type PaperKind } from '#lib/domain/papers/paper.ts';
import { buildRankingDecision } from '#lib/domain/papers/ranking-decision.ts';
import { buildRecheckMinutes } from '#lib/domain/papers/recheck-minutes.ts';
import { buildReminderLetter } from '#lib/domain/papers/reminder-letter.ts';
import { buildYearlyPlan } from '#lib/domain/papers/yearly-plan.ts';
import { openDatabase, type Db } from '#lib/server/db/open.ts';
import { findCampaign } from '#lib/server/db/queries/campaigns.ts';
import { findInspectionByCode } from '#lib/server/db/queries/inspections.ts';
import { loadCampaignRecord } from '#lib/server/services/campaign-record.ts';
import { draftFromRecord } from '#lib/server/services/paper-contents.ts';
import { hardPapers } from '../tests/support/hard-papers.ts';
import { record2021 } from '../tests/support/papers-record.ts';
import { overdueItems, recheckRecord } from '../tests/support/remedy-papers.ts';

export interface MeasuredPaper {
	name: string;
	content: PaperContent;
	/** One a photo. */
	captions: string[];
}

/** The inspection with eight findings, their remedies and explanations. */
const INSPECTION = 'KT-2021-001';
const PHOTOS = 20;
const MANY_PHOTOS = 60;
/** Kinds that photos go with. */
const WITH_PHOTOS: readonly PaperKind[] = ['minutes', 'recheck_minutes', 'conclusion'];

const captionsOf = (count: number): string[] =>
	Array.from({ length: count }, (_, i) => `Ảnh ${i + 1}: bộ TTHC niêm yết công khai`);

function contentOf(db: Db, kind: PaperKind): PaperContent {
	const inspection = findInspectionByCode(db, INSPECTION)!;
	const ctx = { db, now: () => Date.now() };
	if (kind === 'recheck_minutes') return buildRecheckMinutes(recheckRecord());
	if (isRecordPaper(kind)) return draftFromRecord(ctx, inspection, kind)(null);
	if (isCampaignPaper(kind)) {
		const record = loadCampaignRecord(ctx, findCampaign(db, inspection.campaignId)!);
		return kind === 'yearly_plan' ? buildYearlyPlan(record) : buildRankingDecision(record);
	}
	const record = record2021();
	const overdue = overdueItems(record);
	const choice = { keys: overdue.map(({ key }) => key), answerBy: '2021-12-01', note: '', toSuperior: true };
	return buildReminderLetter(record, { overdue, day: '2021-11-22' }, choice);
}

/** Every kind once, then the two hardest: a table of forty findings, and sixty photos. */
export function paperCases(dataDir: string): MeasuredPaper[] {
	const db = openDatabase(join(dataDir, 'thuoc.sqlite'));
	const papers = PAPER_KINDS.map((kind): MeasuredPaper => {
		const captions = captionsOf(WITH_PHOTOS.includes(kind) ? PHOTOS : 0);
		const photos = captions.length === 0 ? '' : `, ${PHOTOS} photos`;
		return { name: `${kind}${photos}`, content: contentOf(db, kind), captions };
	});
	db.sqlite.close();
	const plan = hardPapers().find(
		({ kind, hard }) => kind === 'remediation_plan' && hard === 'forty findings'
	)!;
	const minutes = papers.find(({ content }) => content.kind === 'minutes')!;
	return [
		...papers,
		{ name: 'remediation_plan, forty findings', content: plan.content, captions: [] },
		{ ...minutes, name: `minutes, ${MANY_PHOTOS} photos`, captions: captionsOf(MANY_PHOTOS) }
	];
}

/** Photos of the size that a tablet sends, each another one. */
export const makePhotos = (): Promise<Buffer[]> =>
	Promise.all(
		Array.from({ length: MANY_PHOTOS }, (_, i) =>
			sharp({
				create: {
					width: 1600,
					height: 1200,
					channels: 3,
					background: '#888',
					noise: { type: 'gaussian', mean: 110 + (i % 30), sigma: 18 }
				}
			})
				.jpeg({ quality: 62 })
				.toBuffer()
		)
	);
