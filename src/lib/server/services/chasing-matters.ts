/**
 * What agencies owe by a day, gathered from the inspections as they stand: the one place that knows which state of
 * which thing is a matter to chase. What is not listed here is settled.
 */
import { owedAction, type OwedAction } from '#lib/domain/action-request.ts';
import { dayOf, workingDaysLate, type WorkCalendar } from '#lib/domain/calendar.ts';
import type { Audience, Matter, MatterKind } from '#lib/domain/chasing.ts';
import type { MatterWords } from '#lib/domain/chasing-text.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { Ctx } from '../context.ts';
import { listAcceptedMoves } from '../db/queries/action-requests.ts';
import { listInspections, listInspectionsById, type InspectionListRow } from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import * as queries from '../db/queries/notices.ts';
import { loadCalendar } from './calendar.ts';

export interface OpenMatter extends Matter, MatterWords {
	inspectionId: string;
	agencyId: string;
	agencyShortName: string;
}

/** The state whose beginning makes each kind of matter the agency's. */
const OPENS: Record<MatterKind, InspectionState> = {
	self: 'notified',
	explanation: 'minutes_signed',
	plan: 'concluded',
	action: 'plan_accepted',
	report: 'plan_accepted'
};
const REMEDYING: readonly InspectionState[] = ['plan_accepted', 'remedying', 'recheck'];

/**
 * Everything that is owed now, in no order; of the named inspections alone where some are named. The callers have asked.
 */
export function listOpenMatters(
	ctx: Pick<Ctx, 'db' | 'now'>,
	inspectionIds: readonly string[] | null = null
): OpenMatter[] {
	if (inspectionIds?.length === 0) return [];

	const entries = new Map(
		queries
			.listEntries(ctx.db, [...new Set(Object.values(OPENS))], inspectionIds)
			.map(({ inspectionId, state, at }) => [`${inspectionId} ${state}`, at])
	);
	const unanswered = new Set(queries.listUnansweredInspections(ctx.db, inspectionIds));
	const inspections =
		inspectionIds === null ? listInspections(ctx.db) : listInspectionsById(ctx.db, inspectionIds);
	const refusing = new Set(
		[...new Set(inspections.map(({ campaignId }) => campaignId))].filter(
			(id) => findCampaign(ctx.db, id)!.settings.lateExplanations === 'refused'
		)
	);
	const facts = { today: dayOf(ctx.now()), calendar: loadCalendar(ctx), unanswered, entries, refusing };
	return [
		...inspections.flatMap((row) => listSteps(row, facts)),
		...listActionMatters(ctx, inspections, facts, inspectionIds)
	];
}

interface Facts {
	today: string;
	calendar: WorkCalendar;
	/** Inspections with a finding that the agency has not answered. */
	unanswered: ReadonlySet<string>;
	/** Campaigns that take no answers after their day. */
	refusing: ReadonlySet<string>;
	/** When an inspection last came into a state (epoch ms). */
	entries: ReadonlyMap<string, number>;
}

function listSteps(row: InspectionListRow, facts: Facts): OpenMatter[] {
	const step = (kind: MatterKind, dueOn: string | null): OpenMatter[] =>
		dueOn === null
			? []
			: [matterOf(row, facts, { kind, id: row.id, dueOn, subject: '', number: null, heldBy: null })];
	const { state, explanationDueOn } = row;
	if (state === 'notified') return step('self', row.selfDueOn);
	if (state === 'concluded') return step('plan', row.planDueOn);
	if (REMEDYING.includes(state)) return row.reportIn ? [] : step('report', row.reportDueOn);
	// While explanations are being decided the agency may still write, but past its day the ball is with the team; where
	// late answers are refused nothing can be asked for any more.
	const inTime =
		explanationDueOn !== null && workingDaysLate(explanationDueOn, facts.today, facts.calendar) === 0;
	const mayExplain =
		(state === 'minutes_signed' && (inTime || !facts.refusing.has(row.campaignId))) ||
		(state === 'explaining' && inTime);
	return mayExplain && facts.unanswered.has(row.id) ? step('explanation', explanationDueOn) : [];
}

/**
 * An action is open until it is reported done; a finding that was returned opens its actions again. It is owed by the
 * day that the office agreed to last.
 */
function listActionMatters(
	ctx: Pick<Ctx, 'db'>,
	inspections: readonly InspectionListRow[],
	facts: Facts,
	inspectionIds: readonly string[] | null
): OpenMatter[] {
	const rows = new Map(inspections.map((row) => [row.id, row]));
	const open = queries.listOwedActions(ctx.db, inspectionIds);
	const moves = listAcceptedMoves(ctx.db, inspectionIds && open.map(({ id }) => id));
	const movesOf = Map.groupBy(moves, ({ actionId }) => actionId);
	return open.flatMap((action) => {
		const { id, number, measure, findingState, latest } = action;
		const row = rows.get(action.inspectionId);
		const returned = findingState === 'returned';
		const isOpen =
			returned || ((findingState === 'open' || findingState === 'in_progress') && latest !== 'done');
		if (!row || !isOpen) return [];
		const owed = owedAction(action, movesOf.get(id) ?? []);
		const heldBy = heldByOther(action, owed, returned);
		return [
			matterOf(row, facts, { kind: 'action', id, dueOn: owed.owedOn, subject: measure, number, heldBy })
		];
	});
}

/** What holds a matter that is not the agency's to move, as the screens judge it (decision 0013). */
function heldByOther(
	{ latest, causeKind }: { latest: string | null; causeKind: string },
	{ isOutside }: OwedAction,
	returned: boolean
): OpenMatter['heldBy'] {
	if (!returned && latest === 'submitted_awaiting') return 'approval';
	return causeKind === 'objective' || isOutside ? 'cause' : null;
}

function matterOf(
	row: InspectionListRow,
	facts: Facts,
	own: {
		kind: MatterKind;
		id: string;
		dueOn: string;
		subject: string;
		number: number | null;
		heldBy: OpenMatter['heldBy'];
	}
): OpenMatter {
	const { kind, id, dueOn, subject, number, heldBy } = own;
	const opened = facts.entries.get(`${row.id} ${OPENS[kind]}`);
	return {
		key: `${kind}:${id}`,
		kind,
		dueOn,
		openedOn: opened === undefined ? null : dayOf(opened),
		awaiting: heldBy !== null,
		heldBy,
		settled: false,
		subject,
		findingNumber: number,
		inspectionId: row.id,
		inspectionCode: row.code,
		campaignTitle: row.campaignTitle,
		agencyId: row.agencyId,
		agencyName: row.agencyName,
		agencyShortName: row.agencyShortName
	};
}

/** Somebody who can be told: an account, or the body above by its address. */
export interface Recipient {
	/** The account's id, or `mailto:` and the address. */
	key: string;
	accountId: string | null;
	name: string;
	/** Empty: in the app only. */
	address: string;
}

export interface Directory {
	audienceOf: (matter: Pick<OpenMatter, 'agencyId'>) => Audience;
	recipientOf: (key: string) => Recipient;
}

/**
 * Who is told of what: the agency's officers (its head where it has none), its head, the body above it by its address.
 * Where that address is not known the planners of the office are told instead, so that nothing ends in silence.
 */
export function readDirectory(ctx: Pick<Ctx, 'db'>): Directory {
	const people = queries.listChasedPeople(ctx.db);
	const agencies = new Map(queries.listAgencySuperiors(ctx.db).map((agency) => [agency.id, agency]));
	const recipients = new Map<string, Recipient>();
	for (const { id, displayName, email, agencyId } of people) {
		const agency = agencyId === null ? undefined : agencies.get(agencyId);
		const name = agency === undefined ? displayName : namedWith(displayName, agency);
		recipients.set(id, { key: id, accountId: id, name, address: email });
	}
	for (const { superior, superiorEmail } of agencies.values()) {
		const key = `mailto:${superiorEmail.toLowerCase()}`;
		if (superiorEmail !== '')
			recipients.set(key, { key, accountId: null, name: superior, address: superiorEmail });
	}
	const planners = people.filter(({ role }) => role === 'planner').map(({ id }) => id);
	const audiences = new Map<string, Audience>();
	for (const { id, superiorEmail } of agencies.values()) {
		const own = (role: string) =>
			people.filter((one) => one.agencyId === id && one.role === role).map((one) => one.id);
		const [officers, heads] = [own('agency_officer'), own('agency_head')];
		const superiors = superiorEmail === '' ? planners : [`mailto:${superiorEmail.toLowerCase()}`];
		audiences.set(id, { responsible: officers.length > 0 ? officers : heads, heads, superiors });
	}
	return {
		audienceOf: ({ agencyId }) => audiences.get(agencyId)!,
		recipientOf: (key) => recipients.get(key)!
	};
}

/** «Chánh Văn phòng, Sở Nội vụ»; many accounts are named with their agency already. */
const namedWith = (displayName: string, { name, shortName }: { name: string; shortName: string }): string =>
	displayName.includes(name) || displayName.includes(shortName) ? displayName : `${displayName}, ${name}`;
