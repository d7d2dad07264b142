/** Moves a day that the campaign's settings gave an agency; the day that stood stays in view of both sides. */
import { dayOf } from '#lib/domain/calendar.ts';
import { checkDueChange, DUE_FIELD, type DueChange, type DueChangeKind } from '#lib/domain/due-change.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { insertDueChange, listDueChanges } from '../db/queries/due-changes.ts';
import { findAccountName, updateInspection } from '../db/queries/inspections.ts';
import { requireInspection } from './access.ts';

export interface DueChangeInput {
	kind: DueChangeKind;
	/** YYYY-MM-DD. */
	dueOn: string;
	reason: string;
	/** The day that was looked at. */
	dueBefore: string;
}

/**
 * Gives an agency more time for its explanation, plan or report. Late answers are taken again until the new day, also
 * where the campaign refuses them. Throws what `checkDueChange` says, `due.changed` where somebody
 * else moved the day meanwhile.
 */
export function moveDueDay(ctx: Ctx, inspectionId: string, input: DueChangeInput): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'due.move', inspectionId);
		const { version } = inspection;
		/* By the day and not by the inspection's version, which grows with every answer of the agency. */
		const standing = inspection[DUE_FIELD[input.kind]];
		if (standing !== null && standing !== input.dueBefore)
			throw new ProblemError(problem('due.changed', { day: standing }));
		const checked = checkDueChange(input, inspection, dayOf(ctx.now()));
		if (!checked.ok) throw new ProblemError(checked.problem);
		const change = checked.value;
		const { kind, dueBefore, dueOn } = change;
		updateInspection(ctx.db, inspectionId, version, { [DUE_FIELD[kind]]: dueOn });
		insertDueChange(ctx.db, {
			...change,
			id: ctx.newId(),
			inspectionId,
			changedBy: actor.id,
			changedAt: ctx.now()
		});
		writeAudit(ctx, {
			action: 'due.move',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			old: { kind, dueOn: dueBefore },
			new: change
		});
	});
}

export interface DueChangeView extends DueChange {
	at: number;
	by: string;
}

/** The newest first. The caller has asked for permission; an agency is not told by whom. */
export const readDueChanges = ({ db }: Pick<Ctx, 'db'>, inspectionId: string): DueChangeView[] =>
	listDueChanges(db, inspectionId)
		.map(({ kind, dueBefore, dueOn, reason, changedBy, changedAt }) => ({
			kind,
			dueBefore,
			dueOn,
			reason,
			at: changedAt,
			by: findAccountName(db, changedBy) ?? ''
		}))
		.reverse();
