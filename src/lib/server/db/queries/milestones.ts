/** The milestones of the actions of a plan. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Milestone } from '#lib/domain/milestone.ts';
import type { Db } from '../open.ts';
import { preparedList } from '../prepared.ts';
import { actionMilestones, actions } from '../schema/remediation.ts';

const ofInspection = preparedList((orm, id) =>
	orm
		.select({
			actionId: actionMilestones.actionId,
			id: actionMilestones.id,
			text: actionMilestones.text,
			dueOn: actionMilestones.dueOn,
			doneOn: actionMilestones.doneOn
		})
		.from(actionMilestones)
		.innerJoin(actions, eq(actions.id, actionMilestones.actionId))
		.where(and(eq(actions.inspectionId, id), isNull(actions.withdrawnAt)))
		.orderBy(asc(actionMilestones.actionId), asc(actionMilestones.position))
);

/** Of each action of an inspection, in their order. */
export function listMilestones(db: Db, inspectionId: string): Map<string, Milestone[]> {
	const byAction = new Map<string, Milestone[]>();
	for (const { actionId, ...milestone } of ofInspection(db, inspectionId))
		byAction.set(actionId, [...(byAction.get(actionId) ?? []), milestone]);
	return byAction;
}

/** Puts these in place of what the action had. What stood before is in the record and in the plan's versions. */
export function writeMilestones(db: Db, actionId: string, milestones: readonly Milestone[]): void {
	db.orm.delete(actionMilestones).where(eq(actionMilestones.actionId, actionId)).run();
	const rows = milestones.map((milestone, at) => ({ ...milestone, actionId, position: at + 1 }));
	if (rows.length > 0) db.orm.insert(actionMilestones).values(rows).run();
}
