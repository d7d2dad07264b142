/** Công văn đôn đốc: what can be chosen, its draft, and issuing it, of which the agency's people are told at once. */
import { earlierDays } from '#lib/domain/action-request.ts';
import { addWorkingDays, countedDay, dayOf, daysLeftOf, formatDay, isDay } from '#lib/domain/calendar.ts';
import { answerWords, letterSentence } from '#lib/domain/chasing-text.ts';
import { requireIssuable } from '#lib/domain/papers/availability.ts';
import {
	buildReminderLetter,
	checkReminder,
	type OverdueAction,
	type OverdueItem
} from '#lib/domain/papers/reminder-letter.ts';
import type { ReminderChoice } from '#lib/domain/papers/paper.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { latestByAction, nameOfAction } from '#lib/domain/remediation.ts';
import type { Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { listFindings } from '../db/queries/field.ts';
import type { InspectionRow } from '../db/queries/inspections.ts';
import { listActions, listProgress } from '../db/queries/remediation.ts';
import { requireInspection } from './access.ts';
import { loadCalendar } from './calendar.ts';
import { listOpenMatters, readDirectory, type OpenMatter } from './chasing-matters.ts';
import { draftNotice, type DraftDigest } from './chasing-plan.ts';
import { writeDigest } from './chasing-write.ts';
import { deliverWaiting } from './mailings.ts';
import { numberedAs, type Drafting } from './paper-contents.ts';
import { drawWatermarked } from './paper-drawing.ts';
import { issueDraft, type IssuedPaper, type IssueInput } from './paper-issuing.ts';
import { listPapers, type PaperView } from './papers.ts';
import { loadRecord } from './record.ts';

/** Working days that are proposed for the answer. */
const DAYS_TO_ANSWER = 5;

export interface ReminderDesk {
	version: number;
	today: string;
	/** Proposed: five working days from today. */
	answerBy: string;
	/** The longest late first. */
	items: OverdueItem[];
	/** Those that stand, in order of issue. */
	earlier: PaperView[];
	/** The body above the agency; empty where it is not known. */
	superior: string;
}

/** What is overdue today and can be put into a letter. Problem `document.not_issued` before the conclusion. */
export function readReminderDesk(ctx: Ctx, inspectionId: string): ReminderDesk {
	const inspection = requireWriter(ctx, inspectionId);
	const today = dayOf(ctx.now());
	return {
		version: inspection.version,
		today,
		answerBy: addWorkingDays(today, DAYS_TO_ANSWER, loadCalendar(ctx)),
		items: listOverdue(ctx, inspection, today).map(({ item }) => item),
		earlier: listPapers(ctx, inspectionId).filter(({ kind }) => kind === 'reminder_letter'),
		superior: findAgency(ctx.db, inspection.agencyId)!.superior
	};
}

/** The draft of a letter about what was chosen, with its watermark. Problems of `checkReminder`, `document.not_issued`. */
export async function drawReminderDraft(
	ctx: Ctx,
	inspectionId: string,
	choice: ReminderChoice
): Promise<Buffer> {
	const inspection = requireWriter(ctx, inspectionId);
	const { draft } = draftLetter(ctx, inspection, choice, dayOf(ctx.now()));
	return drawWatermarked(ctx, inspectionId, draft(null));
}

export interface ReminderInput extends IssueInput {
	choice: ReminderChoice;
}

/**
 * Issues the letter; earlier ones go on standing. The agency's officers and its head get a notice of each matter in it,
 * and one mail, written in the same transaction and sent after it. Days late are counted on the day of the letter.
 * Problems of `issueDraft` and `checkReminder`.
 */
export async function issueReminderLetter(
	ctx: Ctx,
	inspectionId: string,
	{ choice, ...input }: ReminderInput
): Promise<IssuedPaper & { told: number }> {
	const inspection = requireWriter(ctx, inspectionId);
	const day = input.issuedOn ?? dayOf(ctx.now());
	if (!isDay(day)) throw new ProblemError(problem('date.invalid', { text: day }, 'issuedOn'));
	const { draft, matters } = draftLetter(ctx, inspection, choice, day);
	let told = 0;
	const issued = await issueDraft(ctx, inspection, {
		kind: 'reminder_letter',
		draft,
		input,
		along: (paper) => {
			const named = numberAndSign(paper.number, paper.content.head.sign);
			told = tellOf(ctx, matters, { id: paper.id, named, issuedOn: paper.issuedOn, inspectionId, choice });
		}
	});
	await deliverWaiting(ctx);
	return { ...issued, told };
}

/** Whoever issues papers writes it, from the conclusion on. Problem `document.not_issued` before. */
function requireWriter(ctx: Ctx, inspectionId: string): InspectionRow {
	const { inspection } = requireInspection(ctx, 'document.issue', inspectionId);
	const issuable = requireIssuable('reminder_letter', inspection);
	if (!issuable.ok) throw new ProblemError(issuable.problem);
	return inspection;
}

interface Overdue {
	item: OverdueItem;
	matter: OpenMatter;
}

function draftLetter(
	ctx: Ctx,
	inspection: InspectionRow,
	choice: ReminderChoice,
	day: string
): { draft: Drafting; matters: OpenMatter[] } {
	const overdue = listOverdue(ctx, inspection, day);
	const items = overdue.map(({ item }) => item);
	const checked = checkReminder(choice, items, day);
	if (!checked.ok) throw new ProblemError(checked.problem);
	const record = loadRecord(ctx, inspection);
	return {
		draft: (numbering) =>
			buildReminderLetter(
				numberedAs(record, 'reminder_letter', numbering),
				{ overdue: items, day },
				checked.value
			),
		matters: overdue.filter(({ item }) => choice.keys.includes(item.key)).map(({ matter }) => matter)
	};
}

/**
 * Plan, report and remedies past their day on `day`, reckoned as the reminders reckon: a term that ends on a day off ends
 * on the next working day (Bộ luật Dân sự 2015, Điều 148).
 */
function listOverdue(ctx: Ctx, inspection: InspectionRow, day: string): Overdue[] {
	const calendar = loadCalendar(ctx);
	const actionOf = actionReader(ctx, inspection.id);
	return listOpenMatters(ctx, [inspection.id])
		.filter((matter) => countedDay(matter.dueOn, calendar) < day)
		.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)))
		.flatMap((matter): Overdue[] => {
			const { key, kind, dueOn } = matter;
			if (kind === 'self' || kind === 'explanation') return [];
			const action = kind === 'action' ? actionOf(matter) : null;
			const daysLate = -daysLeftOf(dueOn, day, calendar);
			return [{ matter, item: { key, kind, owedOn: dueOn, daysLate, action } }];
		});
}

function actionReader(ctx: Ctx, inspectionId: string): (matter: OpenMatter) => OverdueAction {
	const actions = new Map(listActions(ctx.db, inspectionId).map((row) => [`action:${row.id}`, row]));
	const findings = new Map(listFindings(ctx.db, inspectionId).map((row) => [row.id, row]));
	const latest = latestByAction(listProgress(ctx.db, inspectionId));
	const requests = Map.groupBy(listRequests(ctx.db, inspectionId), ({ actionId }) => actionId);
	return ({ key, heldBy }) => {
		const action = actions.get(key)!;
		const { id, findingId, leadUnit, personInCharge } = action;
		const { number, text, subcriterionCode, state } = findings.get(findingId)!;
		return {
			findingNumber: number,
			findingText: text,
			subcriterionCode,
			measure: nameOfAction(action),
			leadUnit,
			personInCharge,
			earlierDays: earlierDays(requests.get(id) ?? []),
			latest: latest.get(id) ?? null,
			isReturned: state === 'returned',
			isOthersCause: heldBy === 'cause'
		};
	};
}

interface Letter {
	id: string;
	named: string;
	issuedOn: string;
	inspectionId: string;
	choice: ReminderChoice;
}

/** How many people were told. */
function tellOf(ctx: Ctx, matters: readonly OpenMatter[], letter: Letter): number {
	const day = dayOf(ctx.now());
	const calendar = loadCalendar(ctx);
	const { audienceOf, recipientOf } = readDirectory(ctx);
	const { id, named, issuedOn, inspectionId, choice } = letter;
	const digests = new Map<string, DraftDigest>();
	for (const matter of matters) {
		const { responsible, heads } = audienceOf(matter);
		const notice = draftNotice(matter, `letter_${id}`, day, calendar);
		notice.text = `${notice.text} ${letterSentence(named, choice.answerBy)}`;
		for (const person of new Set([...responsible, ...heads])) {
			const digest = digests.get(person) ?? { recipient: recipientOf(person), notices: [] };
			digest.notices.push(notice);
			digests.set(person, digest);
		}
	}
	const note =
		`Công văn số ${named} ngày ${formatDay(issuedOn)} đề nghị cơ quan ${answerWords(choice.answerBy)}.\n` +
		`Xem văn bản: ${ctx.config.origin}/agency/inspections/${inspectionId}/papers`;
	for (const digest of digests.values()) writeDigest(ctx, digest, { day, batch: id, note });
	return digests.size;
}
