/** Requests on the actions of a plan, as both sides see them. */
import {
	earlierDays,
	restOf,
	type RequestDecision,
	type RequestedChange
} from '#lib/domain/action-request.ts';
import type { Ctx } from '../context.ts';
import { listRequests, type RequestRow } from '../db/queries/action-requests.ts';
import { findAccountName } from '../db/queries/inspections.ts';

export interface RequestView extends RequestedChange {
	id: string;
	before: RequestRow['before'];
	by: string;
	at: number;
	decision: RequestDecision | null;
	decisionReason: string;
	decidedBy: string;
	decidedAt: number | null;
}

export interface ActionRequests {
	/** In order of their making. */
	rows: readonly RequestRow[];
	/** The newest first. */
	views: RequestView[];
	/** It rests today: until when. */
	restsUntil: string | null;
	/** The office agreed to another day. */
	isMoved: boolean;
}

const NONE: ActionRequests = { rows: [], views: [], restsUntil: null, isMoved: false };

/** Of each action of an inspection; the caller has asked for permission. */
export function requestReader(
	ctx: Ctx,
	inspectionId: string,
	today: string
): (actionId: string) => ActionRequests {
	const byAction = Map.groupBy(listRequests(ctx.db, inspectionId), ({ actionId }) => actionId);
	const read = new Map(
		[...byAction].map(([actionId, rows]) => [
			actionId,
			{
				rows,
				views: rows.map((row) => viewOf(ctx, row)).reverse(),
				restsUntil: restOf(rows, today)?.restsUntil ?? null,
				isMoved: earlierDays(rows).length > 0
			}
		])
	);
	return (actionId) => read.get(actionId) ?? NONE;
}

function viewOf(
	{ db }: Ctx,
	{ actionId: _, dueBefore: __, requestedBy, requestedAt, decidedBy, ...row }: RequestRow
): RequestView {
	return {
		...row,
		by: findAccountName(db, requestedBy) ?? '',
		at: requestedAt,
		decidedBy: decidedBy === null ? '' : (findAccountName(db, decidedBy) ?? '')
	};
}
