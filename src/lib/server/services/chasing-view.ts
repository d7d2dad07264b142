/** The office's desk of reminders: what is owed and late, when it was last spoken of, and the history of notices. */
import { matterTitle } from '#lib/domain/chasing-text.ts';
import type { MatterKind } from '#lib/domain/chasing.ts';
import { can } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import * as queries from '../db/queries/notices.ts';
import type { NoticeHistoryRow } from '../db/queries/notices.ts';
import { requireOffice } from './access.ts';
import { listOpenMatters, type OpenMatter } from './chasing-matters.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';

export type { NoticeHistoryRow };

export interface ChasedMatter {
	key: string;
	kind: MatterKind;
	title: string;
	inspectionId: string;
	inspectionCode: string;
	agencyName: string;
	agencyShortName: string;
	due: DayLeft;
	late: boolean;
	heldBy: OpenMatter['heldBy'];
	/** When it was last spoken of (YYYY-MM-DD), and how often; null and 0 while it was not. */
	lastToldOn: string | null;
	timesTold: number;
	/** Late, and of a kind that an official letter asks for; null where the one who looks writes none. */
	letterHref: string | null;
}

/** Asked for by reminders alone: there is no conclusion yet that a letter could name. */
const BEFORE_CONCLUSION: readonly MatterKind[] = ['self', 'explanation'];

/** Everything owed, the longest late first. */
export function listChasedMatters(ctx: Ctx): ChasedMatter[] {
	const actor = requireOffice(ctx, 'campaign.read');
	const matters = listOpenMatters(ctx);
	const writes = ({ agencyId }: OpenMatter) =>
		can(actor, 'document.issue', { agencyId, state: 'concluded', teamRole: null });
	const told = new Map(
		queries
			.listLastTold(
				ctx.db,
				matters.map(({ key }) => key)
			)
			.map((row) => [`${row.matterKey} ${row.dueOn}`, row])
	);
	const days = deadlineReader(ctx);
	return matters
		.map((matter): ChasedMatter => {
			const { key, kind, inspectionId, inspectionCode, agencyName, agencyShortName, heldBy, dueOn } = matter;
			const due = days.read(dueOn);
			const last = told.get(`${key} ${dueOn}`);
			return {
				key,
				kind,
				title: matterTitle(matter),
				inspectionId,
				inspectionCode,
				agencyName,
				agencyShortName,
				due,
				late: due.past,
				heldBy,
				lastToldOn: last?.day ?? null,
				timesTold: last?.times ?? 0,
				letterHref:
					due.past && !BEFORE_CONCLUSION.includes(kind) && writes(matter)
						? `/inspections/${inspectionId}/papers/reminder`
						: null
			};
		})
		.sort((a, b) => a.due.on.localeCompare(b.due.on) || a.agencyName.localeCompare(b.agencyName, 'vi'));
}

/** The most that the history shows; older ones stay in the database. */
export const HISTORY_LIMIT = 2000;

/** Every notice with what came of its mail, the newest first. */
export function listNotices(ctx: Ctx): NoticeHistoryRow[] {
	requireOffice(ctx, 'campaign.read');
	return queries.listNoticeHistory(ctx.db, HISTORY_LIMIT);
}
