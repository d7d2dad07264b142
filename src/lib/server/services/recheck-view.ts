/** Re-checks of an inspection as both sides see them: when and where, and what was seen of each finding. */
import type { RecheckItem } from '#lib/contracts/recheck.ts';
import { isSettled } from '#lib/domain/finding.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import { codeOfRechecked, isOnItsWay, verdictOf } from '#lib/domain/recheck.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import type { Ctx } from '../context.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listFindings } from '../db/queries/field.ts';
import { findInspection, listRechecks, type InspectionListRow } from '../db/queries/inspections.ts';
import { requireInspection, verdictOn } from './access.ts';
import { requireOwnInspection } from './agency-access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { listOwedFindings } from './earlier-inspections.ts';
import { listEvidenceViews } from './evidence.ts';
import { listPapers } from './papers.ts';
import { keyOf, remembered } from './remembered.ts';

export interface RecheckPage {
	rechecks: RecheckItem[];
	/** Findings that can be looked at again. */
	open: { id: string; number: number; text: string; dueOn: DayLeft | null; isReported: boolean }[];
	/** The one who looks may order one now. */
	canOrder: boolean;
	/** Another is on its way: a new one waits for it. */
	isWaiting: boolean;
	today: string;
	place: string;
	version: number;
}

/** For the office. Throws `not_found`. */
export function readRechecks(ctx: Ctx, inspectionId: string): RecheckPage {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `rechecks ${keyOf(access)}`, () => {
		const { inspection } = access;
		const days = deadlineReader(ctx);
		const rows = listRechecks(ctx.db, inspectionId);
		return {
			rechecks: rows.map((row) => toItem(ctx, row, true)).reverse(),
			open: listOwedFindings(ctx, inspection)
				.filter(({ finding }) => !isSettled(finding.state))
				.map(({ finding, dueOn }) => ({
					id: finding.id,
					number: finding.number,
					text: finding.text,
					dueOn: days.readMaybe(dueOn),
					isReported: finding.state === 'reported_done'
				})),
			canOrder: verdictOn(access, 'remedy.recheck') === 'allowed',
			isWaiting: rows.some(isOnItsWay),
			today: days.today,
			place: inspection.place,
			version: inspection.version
		};
	});
}

/** For the inspected agency: when somebody comes, and what both sides have signed. Throws `not_found`. */
export function readOwnRechecks(ctx: Ctx, inspectionId: string): RecheckItem[] {
	requireOwnInspection(ctx, inspectionId);
	return listRechecks(ctx.db, inspectionId)
		.filter(({ state }) => state !== 'cancelled')
		.map((row) => toItem(ctx, row, isAtLeast(row.state, 'minutes_signed')))
		.reverse();
}

function toItem(ctx: Ctx, row: InspectionListRow, withVerdicts: boolean): RecheckItem {
	const { id, code, state, visitOn, visitAt, place } = row;
	const set = loadSetContent(ctx.db, row.criteriaSetId);
	const answers = loadAnswers(ctx.db, id).appraisal;
	const photos = listEvidenceViews(ctx, id).filter(({ side }) => side === 'team');
	const looked = listFindings(ctx.db, row.recheckOf!).filter((finding) =>
		findSubcriterion(set, codeOfRechecked(finding))
	);
	return {
		id,
		code,
		state,
		visit: deadlineReader(ctx).readMaybeEvent(visitOn),
		visitAt,
		place,
		reason: findInspection(ctx.db, id)!.stateReason,
		findings: looked.map((finding) => {
			const line = codeOfRechecked(finding);
			const answer = withVerdicts ? answers.get(line) : undefined;
			return {
				number: finding.number,
				text: finding.text,
				verdict: verdictOf(answer),
				seen: answer?.note ?? '',
				photos: withVerdicts ? photos.filter(({ subjectId }) => subjectId === line).length : 0
			};
		}),
		papers: listPapers(ctx, id).map(({ id: paperId, kind, number, sign }) => ({
			id: paperId,
			kind,
			number,
			sign
		}))
	};
}
