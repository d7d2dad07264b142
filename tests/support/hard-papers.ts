/**
 * Every kind of paper with every hard input that it takes: forty findings, names of eighty letters, a text of three
 * thousand words, no self score, a refusal to sign, sixty photos, an agency with twenty units.
 */
import type { CampaignRecord } from '#lib/domain/papers/campaign-record.ts';
import { paperTextsOf } from '#lib/domain/campaign-paper-texts.ts';
import { buildClosingNote } from '#lib/domain/papers/closing-note.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildExplanationLetter } from '#lib/domain/papers/explanation-letter.ts';
import type { InspectionRecord } from '#lib/domain/papers/inspection-record.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import { buildRankingDecision } from '#lib/domain/papers/ranking-decision.ts';
import { buildRecheckMinutes, type RecheckRecord } from '#lib/domain/papers/recheck-minutes.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildRemediationReport } from '#lib/domain/papers/remediation-report.ts';
import { buildReminderLetter } from '#lib/domain/papers/reminder-letter.ts';
import { buildScoreSheet } from '#lib/domain/papers/score-sheet.ts';
import { buildSelfReport } from '#lib/domain/papers/self-report.ts';
import { buildTeamDecision } from '#lib/domain/papers/team-decision.ts';
import { buildVisitNotice } from '#lib/domain/papers/visit-notice.ts';
import { buildYearlyPlan } from '#lib/domain/papers/yearly-plan.ts';
import { campaignRecord, plannedAgency, resultOf } from './campaign-record.ts';
import { record2018, record2021, surpriseRecord } from './papers-record.ts';
import { closedRecord, overdueItems, recheckRecord } from './remedy-papers.ts';
import { announcedRecord, explainedRecord, selfRecord, unitParts, withSelf } from './visit-papers.ts';

export interface HardPaper {
	kind: PaperKind;
	hard: string;
	content: PaperContent;
	/** How many photos it is drawn with. */
	photos: number;
	/** First words of the signature, which must not stand alone. */
	signature: string;
}

/** Eighty letters. */
export const LONG_NAME = 'Ban Quản lý Khu công nghệ cao và các khu công nghiệp, khu kinh tế tỉnh Bình Định';
export const WORDS = Array.from({ length: 3000 }, (_, i) => `từ${i + 1}`);
const SAID = WORDS.join(' ');
const UNITS = Array.from(
	{ length: 20 },
	(_, i) => `Trung tâm trực thuộc số ${String(i + 1).padStart(2, '0')}`
);

/** `count` findings from those of the record, with a remedy and a report for each where the record has any. */
export function manyFindings(record: InspectionRecord, count: number): InspectionRecord {
	const { findings, remediation } = record;
	const many = Array.from({ length: count }, (_, i) => ({
		...findings[i % findings.length]!,
		id: `f${i + 1}`,
		number: i + 1
	}));
	if (remediation === null) return { ...record, findings: many };
	const { actions, progress } = remediation;
	return {
		...record,
		findings: many,
		remediation: {
			...remediation,
			actions: many.map(({ id }, i) => ({ ...actions[i % actions.length]!, id: `a${i}`, findingId: id })),
			progress: many.map((_, i) => ({ ...progress[i % progress.length]!, id: `p${i}`, actionId: `a${i}` })),
			verifications: remediation.verifications.length === 0 ? [] : many.map(verifiedOn),
			effects: [],
			changes: []
		}
	};
}

const verifiedOn = ({ id }: { id: string }) => ({
	findingId: id,
	outcome: 'verified' as const,
	on: '2022-01-20',
	note: '',
	by: 'papers' as const
});

type Named = Pick<InspectionRecord, 'agency' | 'team' | 'session'>;

function longNames<R extends Named>(record: R): R {
	const { agency, team, session } = record;
	const person = <P extends { name: string; title: string }>(one: P, i: number): P => ({
		...one,
		name: `Người đứng đầu Trung tâm Kiểm soát và Phục vụ hành chính công thuộc tỉnh số ${String(i + 1).padStart(2, '0')}`,
		title: LONG_NAME
	});
	return {
		...record,
		agency: { ...agency, name: LONG_NAME, headName: LONG_NAME },
		team: { ...team, members: team.members.map(person) },
		session: { ...session, attendance: session.attendance.map(person) }
	};
}

const longActions = (record: InspectionRecord): InspectionRecord => ({
	...record,
	remediation: {
		...record.remediation!,
		actions: record.remediation!.actions.map((action) => ({
			...action,
			leadUnit: LONG_NAME,
			personInCharge: LONG_NAME,
			support: LONG_NAME
		}))
	}
});

const withSession = <R extends Named>(record: R, session: Partial<InspectionRecord['session']>): R => ({
	...record,
	session: { ...record.session, ...session }
});

const refused = <R extends Named>(record: R): R =>
	withSession(record, {
		refusalReason: 'Không đồng ý với điểm thẩm định của lĩnh vực 3',
		refusalWitnesses: 'Người chứng kiến một, Chủ tịch Công đoàn\nNgười chứng kiến hai, Văn phòng'
	});

function notedAppraisal(record: InspectionRecord): InspectionRecord {
	const appraisal = new Map(record.answers.appraisal);
	appraisal.set('2.1.1', { ...appraisal.get('2.1.1')!, note: SAID });
	return { ...record, answers: { ...record.answers, appraisal } };
}

/** The first remedy and its report say three thousand words. */
function saidInRemedy(record: InspectionRecord): InspectionRecord {
	const { actions, progress } = record.remediation!;
	const first = <T>(list: readonly T[], change: Partial<T>): T[] =>
		list.map((one, i) => (i === 0 ? { ...one, ...change } : one));
	return {
		...record,
		remediation: {
			...record.remediation!,
			actions: first(actions, { measure: SAID }),
			progress: first(progress, { doneText: SAID })
		}
	};
}

/** A remedy for each of twenty units. */
function unitsOf(record: InspectionRecord): InspectionRecord {
	const many = manyFindings(record, UNITS.length);
	const actions = many.remediation!.actions.map((action, i) => ({ ...action, leadUnit: UNITS[i]! }));
	return { ...many, remediation: { ...many.remediation!, actions } };
}

function explainedMany(count: number): InspectionRecord {
	const record = manyFindings(explainedRecord(), count);
	const [explanation] = record.explanations;
	return {
		...record,
		explanations: record.findings.map(({ id }, i) => ({ ...explanation!, id: `x${i}`, findingId: id }))
	};
}

function recheckedMany(count: number): RecheckRecord {
	const record = recheckRecord();
	const findings = Array.from({ length: count }, (_, i) => ({
		...record.findings[i % record.findings.length]!,
		id: `f${i + 1}`,
		number: i + 1
	}));
	return { ...record, findings };
}

function reminderOf(record: InspectionRecord, note: string): PaperContent {
	const overdue = overdueItems(record);
	const choice = { keys: overdue.map(({ key }) => key), answerBy: '2021-12-01', note, toSuperior: true };
	return buildReminderLetter(record, { overdue, day: '2021-11-22' }, choice);
}

const longAgencies = (): Partial<CampaignRecord> => {
	const names = Array.from({ length: 40 }, (_, i) => `${LONG_NAME} số ${i + 1}`);
	return {
		agencies: names.map((name) => plannedAgency(name)),
		results: names.map((name, i) => resultOf(name, 99 - i))
	};
};

type Case = [hard: string, content: PaperContent, photos?: number];

const office = 'KT. GIÁM ĐỐC';
const agency = 'GIÁM ĐỐC';
const session = 'ĐẠI DIỆN CƠ QUAN';

const casesOf = (kind: PaperKind, signature: string, cases: Case[]): HardPaper[] =>
	cases.map(([hard, content, photos = 0]) => ({ kind, hard, content, photos, signature }));

const FINDINGS = 'forty findings';
const NAMES = 'names of eighty letters';
const NOTE = 'three thousand words';
const NO_SELF = 'no self score';

const sessionPapers = (): HardPaper[] => [
	...casesOf('minutes', session, [
		[FINDINGS, buildMinutes(manyFindings(record2021(), 40))],
		[NAMES, buildMinutes(longNames(record2018()))],
		[NOTE, buildMinutes(withSession(record2018(), { leadConclusion: SAID }))],
		[NO_SELF, buildMinutes(surpriseRecord())],
		['a refusal to sign', buildMinutes(refused(record2018()))],
		['sixty photos', buildMinutes(record2018()), 60]
	]),
	...casesOf('recheck_minutes', session, [
		[FINDINGS, buildRecheckMinutes(recheckedMany(40))],
		[NAMES, buildRecheckMinutes(longNames(recheckRecord()))],
		[NOTE, buildRecheckMinutes(withSession(recheckRecord(), { leadConclusion: SAID }))],
		['a refusal to sign', buildRecheckMinutes(refused(recheckRecord()))],
		['sixty photos', buildRecheckMinutes(recheckRecord()), 60]
	]),
	...casesOf('score_sheet', 'NGƯỜI CHẤM', [
		[NAMES, buildScoreSheet(longNames(record2018()))],
		[NOTE, buildScoreSheet(notedAppraisal(record2018()))],
		[NO_SELF, buildScoreSheet(surpriseRecord())]
	])
];

const officePapers = (): HardPaper[] => [
	...casesOf('conclusion', office, [
		[FINDINGS, buildConclusion(manyFindings(record2021(), 40))],
		[NAMES, buildConclusion(longNames(record2018()))],
		[
			NOTE,
			buildConclusion({ ...record2018(), conclusion: { ...record2018().conclusion!, responsibility: SAID } })
		],
		[NO_SELF, buildConclusion(surpriseRecord())],
		['sixty photos', buildConclusion(record2018()), 60]
	]),
	...casesOf('closing_note', office, [
		[FINDINGS, buildClosingNote(manyFindings(closedRecord(), 40))],
		[NAMES, buildClosingNote(longNames(closedRecord()))]
	]),
	...casesOf('reminder_letter', office, [
		[FINDINGS, reminderOf(manyFindings(record2021(), 40), '')],
		[NAMES, reminderOf(longActions(longNames(record2021())), '')],
		[NOTE, reminderOf(record2021(), SAID)]
	]),
	...casesOf('team_decision', office, [[NAMES, buildTeamDecision(longNames(announcedRecord()))]]),
	...casesOf('visit_notice', office, [
		[NAMES, buildVisitNotice(longNames(announcedRecord()))],
		[
			NOTE,
			buildVisitNotice({ ...announcedRecord(), visit: { ...announcedRecord().visit!, noticeText: SAID } })
		]
	]),
	...casesOf('yearly_plan', agency, [
		[NAMES, buildYearlyPlan(campaignRecord(longAgencies()))],
		[NOTE, buildYearlyPlan(campaignRecord({ texts: paperTextsOf({ organisation: SAID }) }))]
	]),
	...casesOf('ranking_decision', agency, [[NAMES, buildRankingDecision(campaignRecord(longAgencies()))]])
];

const agencyPapers = (): HardPaper[] => [
	...casesOf('remediation_plan', agency, [
		[FINDINGS, buildRemediationPlan(manyFindings(record2021(), 40))],
		[NAMES, buildRemediationPlan(longActions(longNames(record2021())))],
		[NOTE, buildRemediationPlan(saidInRemedy(record2021()))],
		['twenty units', buildRemediationPlan(unitsOf(record2021()))]
	]),
	...(['report', 'letter'] as const).flatMap((form) =>
		casesOf(`remediation_${form}`, agency, [
			[FINDINGS, buildRemediationReport(manyFindings(record2021(), 40), form)],
			[NAMES, buildRemediationReport(longNames(record2021()), form)],
			[NOTE, buildRemediationReport(saidInRemedy(record2021()), form)],
			['twenty units', buildRemediationReport(unitsOf(record2021()), form)]
		])
	),
	...casesOf('self_report', agency, [
		[NAMES, buildSelfReport(longNames(selfRecord()))],
		[NOTE, buildSelfReport(withSelf(selfRecord(), { '2.1.2': { explanation: SAID } }))],
		[NO_SELF, buildSelfReport({ ...surpriseRecord(), evidence: [] })],
		['twenty units', buildSelfReport({ ...selfRecord(), unitParts: unitParts(20) })]
	]),
	...casesOf('explanation_letter', agency, [
		[FINDINGS, buildExplanationLetter(explainedMany(40))],
		[NAMES, buildExplanationLetter(longNames(explainedRecord()))],
		[NOTE, buildExplanationLetter(saidInExplanation())]
	])
];

function saidInExplanation(): InspectionRecord {
	const record = explainedRecord();
	const explanations = record.explanations.map((one, i) => (i === 0 ? { ...one, reason: SAID } : one));
	return { ...record, explanations };
}

export const hardPapers = (): HardPaper[] => [...sessionPapers(), ...officePapers(), ...agencyPapers()];
