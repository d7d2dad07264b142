/**
 * Ordering a re-check: for open findings of an inspection, walked and signed as a small inspection of its own. What becomes
 * of its verdicts is in `recheck-verdicts.ts`.
 */
import { dayOf } from '#lib/domain/calendar.ts';
import { isSettled } from '#lib/domain/finding.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import { buildRecheckSet, checkRecheckOrder, isOnItsWay, type RecheckOrder } from '#lib/domain/recheck.ts';
import { emptyRemedyTexts } from '#lib/domain/remediation.ts';
import { emptySession } from '#lib/domain/session.ts';
import { createHash } from 'node:crypto';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { insertCriteriaSet, loadSetContent } from '../db/queries/criteria.ts';
import { listFindings } from '../db/queries/field.ts';
import * as queries from '../db/queries/inspections.ts';
import { listActions } from '../db/queries/remediation.ts';
import { requireInspection, requireVersion } from './access.ts';
import { moveInspection } from './inspections.ts';

export interface RecheckInput extends RecheckOrder {
	/** Version of the inspection that was looked at. */
	version: number;
	/** HH:MM. */
	visitAt: string;
	place: string;
}

/**
 * Orders a re-check of chosen open findings, with the inspection's own team, and moves the inspection to it where it is not
 * there yet. Returns the re-check's id: an inspection of its own, ready to be taken to a tablet. Throws what
 * `checkRecheckOrder` says, `version.stale`.
 */
export function orderRecheck(ctx: Ctx, inspectionId: string, input: RecheckInput): string {
	return inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'remedy.recheck', inspectionId);
		requireVersion(inspection.version, input.version);
		const earlier = queries.listRechecks(ctx.db, inspectionId);
		const open = listFindings(ctx.db, inspectionId).filter(({ state }) => !isSettled(state));
		const checked = checkRecheckOrder(input, {
			open: open.map(({ id }) => id),
			hasOpen: earlier.some(isOnItsWay),
			today: dayOf(ctx.now())
		});
		if (!checked.ok) throw new ProblemError(checked.problem);
		const { visitOn, visitAt, reason, findingIds } = checked.value;
		if (inspection.state === 'recheck') queries.bumpInspection(ctx.db, inspectionId);
		else moveInspection(ctx, inspectionId, 'order_recheck', { version: inspection.version, reason });
		const id = ctx.newId();
		const code = `${inspection.code}-KTL${earlier.length + 1}`;
		const chosen = open.filter((finding) => findingIds.includes(finding.id));
		queries.insertInspection(ctx.db, {
			id,
			code,
			campaignId: inspection.campaignId,
			agencyId: inspection.agencyId,
			criteriaSetId: makeChecklist(ctx, inspection, code, chosen),
			kind: 'recheck',
			recheckOf: inspectionId,
			state: 'team_set',
			visitOn,
			visitAt,
			place: input.place.trim() || inspection.place,
			stateReason: reason,
			illustrative: inspection.illustrative,
			session: emptySession(),
			remedyTexts: emptyRemedyTexts(),
			createdAt: ctx.now()
		});
		const team = queries.listTeam(ctx.db, inspectionId);
		queries.replaceTeam(
			ctx.db,
			id,
			team.map(({ accountId, role, areas, duty }) => ({
				id: ctx.newId(),
				inspectionId: id,
				accountId,
				role,
				areas,
				duty
			}))
		);
		writeAudit(ctx, {
			action: 'recheck.order',
			subjectKind: 'inspection',
			subjectId: id,
			inspectionId,
			old: null,
			new: { code, visitOn, visitAt, findings: chosen.map(({ number }) => number), reason, by: actor.id }
		});
		return id;
	});
}

/** The checklist is frozen like any published set: what the team sees on the spot is what was ordered. */
function makeChecklist(
	ctx: Ctx,
	inspection: queries.InspectionRow,
	code: string,
	chosen: ReturnType<typeof listFindings>
): string {
	const actions = listActions(ctx.db, inspection.id);
	const origin = loadSetContent(ctx.db, inspection.criteriaSetId);
	const content = buildRecheckSet(
		origin,
		chosen.map((finding) => ({
			...finding,
			products: actions.filter(({ findingId }) => findingId === finding.id).map(({ product }) => product)
		})),
		code
	);
	const id = ctx.newId();
	insertCriteriaSet(ctx.db, {
		id,
		code,
		setVersion: content.version,
		title: content.title,
		level: content.level,
		year: content.year,
		status: 'published',
		purpose: 'recheck',
		content,
		contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
		createdAt: ctx.now(),
		publishedAt: ctx.now()
	});
	return id;
}
