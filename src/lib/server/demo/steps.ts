/** How far an inspection of the demonstration is driven: each step as the people of the province would take it. */
import type { CriteriaSet } from '#lib/domain/criteria.ts';
import { findSubcriterion, listScoredSubcriteria } from '#lib/domain/criteria.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import { updateInspection } from '../db/queries/inspections.ts';
import { listActions } from '../db/queries/remediation.ts';
import { listFindings } from '../db/queries/field.ts';
import { writeConclusion } from '../services/conclusion.ts';
import { writeExplanation } from '../services/explanations.ts';
import { reportProgress, saveAction, verifyFinding } from '../services/remediation.ts';
import { figuresAt, planDetail } from './plan-details.ts';
import { chance, makeAnswers, makeInput } from './answers.ts';
import type { Stage } from './make.ts';
import {
	appraisalOf,
	closeSession,
	prepareVisit,
	raise,
	scoreOf,
	selfAssess,
	tellSteering,
	type Visit
} from './story.ts';

/** Which agency is visited when, and how well it does. */
export interface Plan {
	code: string;
	prefix: string;
	name: string;
	head: { name: string; title: string };
	level: 'department' | 'commune';
	/** Working days from today; negative is past. */
	visit: number;
	quality: number;
	kind?: 'direct' | 'surprise';
}

export interface Begun {
	id: string;
	plan: Plan;
	visit: Visit;
	set: CriteriaSet;
	self: Map<string, AnswerPatch>;
}

export function begin(stage: Stage, campaignId: string, plan: Plan): Begun {
	const set = stage.sets[plan.level];
	const visit: Visit = {
		campaignId,
		agencyId: stage.agencyIds.get(plan.code)!,
		prefix: plan.prefix,
		kind: plan.kind ?? 'direct',
		set,
		visitOn: stage.workday(plan.visit),
		preparedOn: stage.workday(Math.min(plan.visit - 15, -2)),
		selfOn: stage.workday(Math.min(plan.visit - 6, -1)),
		visitNotice: null
	};
	const id = prepareVisit(stage.driver, visit);
	updateInspection(stage.driver.as('chuyenvien').db, id, stage.driver.versionOf(id), { illustrative: true });
	return { id, plan, visit, set, self: makeAnswers(set, plan.code, plan.quality) };
}

/** The team finds a little less than the agency claimed: a few subcriteria that looked full are not. */
function foundBy({ set, self, plan }: Begun): Record<string, AnswerPatch> {
	const found: Record<string, AnswerPatch> = {};
	for (const { subcriterion } of listScoredSubcriteria(set)) {
		const { code } = subcriterion;
		const own = self.get(code);
		if (own && chance(plan.code, code, 'appraised') < 0.07)
			found[code] = { input: makeInput(subcriterion, false, chance(plan.code, code, 'size')) };
	}
	return found;
}

/** A finding for each of the heaviest losses. */
function findingsOf(
	{ set, id, plan }: Begun,
	appraisal: ReadonlyMap<string, AnswerPatch>,
	dueOn: string,
	most: number
) {
	return [...appraisal]
		.map(([code, patch]) => ({
			code,
			scored: scoreOf(set, code, patch),
			placed: findSubcriterion(set, code)!
		}))
		.map(({ scored, placed }) => ({
			placed,
			lost: scored.status === 'scored' ? placed.subcriterion.maxPoints - scored.points : 0
		}))
		.filter(({ lost }) => lost > 0)
		.sort((a, b) => b.lost - a.lost || a.placed.subcriterion.code.localeCompare(b.placed.subcriterion.code))
		.slice(0, most)
		.map(({ placed: { area, subcriterion }, lost }) =>
			raise(
				`${id}${plan.code}`,
				{
					code: subcriterion.code,
					area: area.code,
					text: subcriterion.deficiencyText,
					severity: lost >= 100 ? 'serious' : lost >= 50 ? 'moderate' : 'minor',
					cause: 'Việc theo dõi, đôn đốc chưa thường xuyên',
					demand: `Khắc phục nội dung «${subcriterion.title}», báo cáo kết quả kèm tài liệu kiểm chứng`,
					unit: 'Văn phòng'
				},
				dueOn
			)
		);
}

/** From the agency's submission to the signed minutes. */
async function upToMinutes(stage: Stage, begun: Begun, dueOn: string): Promise<Map<string, AnswerPatch>> {
	const { driver } = stage;
	const { id, plan, visit, set, self } = begun;
	const surprise = plan.kind === 'surprise';
	if (!surprise) selfAssess(driver, id, visit, self);
	driver.at(visit.visitOn, '08:00').move('truongdoan', id, 'open_session');
	const appraisal = appraisalOf(
		set,
		surprise ? new Map() : self,
		surprise ? Object.fromEntries(self) : foundBy(begun)
	);
	driver.answer('thuky', id, 'appraisal', appraisal);
	driver.send('thuky', id, findingsOf(begun, appraisal, dueOn, 5));
	closeSession(driver, id, visit.visitOn, {
		agencyName: plan.name,
		head: plan.head,
		workDone:
			'Đoàn đã nghe báo cáo của cơ quan, rà soát hồ sơ theo từng lĩnh vực và kiểm tra thực tế tại bộ phận Một cửa.',
		placesVisited: 'Bộ phận Một cửa; nơi niêm yết thủ tục hành chính; văn thư, lưu trữ.',
		samples: '20 hồ sơ TTHC; 05 hồ sơ công việc.',
		agencyOpinion: 'Cơ quan thống nhất với nội dung biên bản.',
		leadConclusion: 'Đề nghị cơ quan khắc phục các tồn tại, hạn chế đã nêu, báo cáo kết quả đúng thời hạn.',
		startedAt: '08:00',
		endedAt: '11:15'
	});
	await driver.issue('thuky', id, 'minutes', visit.visitOn);
	return appraisal;
}

export async function concluded(stage: Stage, begun: Begun): Promise<void> {
	const { driver, workday } = stage;
	const { id, plan } = begun;
	const dueOn = workday(plan.visit + 60);
	await upToMinutes(stage, begun, dueOn);
	driver.at(workday(plan.visit + 3)).move(`${plan.prefix}.daumoi`, id, 'open_explanation');
	driver.at(workday(plan.visit + 8)).move('truongdoan', id, 'reappraise');
	writeConclusion(driver.as('truongdoan'), id, {
		version: driver.versionOf(id),
		responsibility: 'Trách nhiệm thuộc về người đứng đầu cơ quan và các phòng, đơn vị được giao nhiệm vụ.',
		reportDueOn: dueOn,
		demands: []
	});
	const concludedOn = workday(plan.visit + 10);
	driver.at(concludedOn).move('truongdoan', id, 'conclude');
	await driver.issue('vanthu', id, 'conclusion', concludedOn);
}

/** The plan is accepted and under way. Returns the officer's user name. */
async function planned(stage: Stage, begun: Begun): Promise<string> {
	const { driver, workday } = stage;
	const { id, plan } = begun;
	await concluded(stage, begun);
	const officer = `${plan.prefix}.daumoi`;
	driver.at(workday(plan.visit + 15));
	for (const [at, finding] of listFindings(driver.as('chuyenvien').db, id).entries())
		saveAction(driver.as(officer), id, {
			id: null,
			version: 0,
			findingId: finding.id,
			cause: finding.cause,
			measure: 'Phân công theo dõi hằng tuần, rà soát và bổ sung hồ sơ còn thiếu',
			product: 'Báo cáo rà soát kèm tài liệu kiểm chứng',
			leadUnit: 'Văn phòng',
			personInCharge: 'Chánh Văn phòng',
			support: 'Các phòng, đơn vị liên quan',
			dueOn: finding.dueOn!,
			note: '',
			...planDetail(at, (offset) => workday(plan.visit + 15 + offset), finding.dueOn!)
		});
	driver.move(`${plan.prefix}.thutruong`, id, 'submit_plan');
	await driver.issue(`${plan.prefix}.vanthu`, id, 'remediation_plan', workday(plan.visit + 15));
	driver.at(workday(plan.visit + 18)).move('chuyenvien', id, 'accept_plan');
	driver.move(officer, id, 'start_remedy');
	return officer;
}

/** Some of it done, some half way, one waiting for another body: what a tracker is for. */
export async function remedying(stage: Stage, begun: Begun): Promise<void> {
	const { driver, workday } = stage;
	const officer = await planned(stage, begun);
	driver.at(workday(-3), '10:00');
	const steps = [
		[100, 'done', ''],
		[60, 'doing', 'Hoàn thành trước hạn đã nêu trong kế hoạch.'],
		[80, 'submitted_awaiting', 'Chờ UBND tỉnh phê duyệt.']
	] as const;
	for (const [i, action] of listActions(driver.as('chuyenvien').db, begun.id)
		.slice(0, steps.length)
		.entries()) {
		const [percent, state, remainingText] = steps[i]!;
		reportProgress(driver.as(officer), begun.id, {
			actionId: action.id,
			percent,
			state,
			...figuresAt(action.target, percent),
			milestones: action.milestones
				.filter(({ dueOn }) => state === 'done' || dueOn <= workday(-3))
				.map(({ id, dueOn }) => ({ id, doneOn: dueOn < workday(-3) ? dueOn : workday(-3) })),
			asOfOn: workday(-3),
			doneText: 'Đã phân công bộ phận đầu mối, rà soát hồ sơ và bổ sung tài liệu còn thiếu.',
			remainingText,
			awaitedBody: state === 'submitted_awaiting' ? 'UBND tỉnh' : '',
			regressReason: '',
			delayReason: '',
			newDueOn: null
		});
	}
}

/** The whole way, to the last verification. */
export async function closed(stage: Stage, begun: Begun): Promise<void> {
	const { driver, workday } = stage;
	const { id, plan } = begun;
	const officer = await planned(stage, begun);
	driver.at(workday(plan.visit + 50));
	for (const action of listActions(driver.as('chuyenvien').db, id))
		reportProgress(driver.as(officer), id, {
			actionId: action.id,
			percent: 100,
			state: 'done',
			...figuresAt(action.target, 100),
			milestones: action.milestones.map(({ id: step, dueOn }) => ({
				id: step,
				doneOn: dueOn < workday(plan.visit + 50) ? dueOn : workday(plan.visit + 50)
			})),
			asOfOn: workday(plan.visit + 50),
			doneText: 'Đã rà soát, bổ sung đầy đủ hồ sơ; các phòng, đơn vị báo cáo định kỳ hằng tuần.',
			remainingText: '',
			awaitedBody: '',
			regressReason: '',
			delayReason: '',
			newDueOn: null
		});
	driver.at(workday(plan.visit + 52));
	tellSteering(driver, id, plan.prefix, plan.name);
	driver.move(`${plan.prefix}.thutruong`, id, 'submit_report');
	await driver.issue(`${plan.prefix}.vanthu`, id, 'remediation_report', workday(plan.visit + 52));
	driver.at(workday(plan.visit + 58));
	for (const finding of listFindings(driver.as('chuyenvien').db, id))
		verifyFinding(driver.as('thuky'), id, {
			findingId: finding.id,
			result: 'verified',
			reason: 'Đã đối chiếu hồ sơ, kết quả khắc phục đúng với báo cáo.'
		});
	driver.move('chuyenvien', id, 'close');
	await driver.issue('vanthu', id, 'closing_note', workday(plan.visit + 58));
}

/** Minutes signed, the agency has answered, nothing is decided yet. */
export async function explaining(stage: Stage, begun: Begun): Promise<void> {
	const { driver, workday } = stage;
	const { id, plan } = begun;
	await upToMinutes(stage, begun, workday(60));
	driver.at(workday(-2)).move(`${plan.prefix}.daumoi`, id, 'open_explanation');
	const [first, second] = listFindings(driver.as('chuyenvien').db, id);
	for (const [finding, stance, reason] of [
		[
			first,
			'agree_in_part',
			'Cơ quan đã thực hiện nhưng hồ sơ lưu tại đơn vị trực thuộc, xin bổ sung bản sao.'
		],
		[second, 'disagree', 'Số liệu trên hệ thống chưa cập nhật đủ tại thời điểm kiểm tra.']
	] as const)
		if (finding)
			writeExplanation(driver.as(`${plan.prefix}.thutruong`), id, {
				findingId: finding.id,
				subcriterionCode: null,
				stance,
				reason,
				requestedPoints: null,
				version: 0
			});
	await driver.issue(`${plan.prefix}.vanthu`, id, 'explanation_letter', workday(-2));
}

/** The session is open and half of it is walked: what a tablet meets in the middle of the day. */
export function underWay(stage: Stage, begun: Begun): void {
	const { driver } = stage;
	const { id, visit, set, self } = begun;
	selfAssess(driver, id, visit, self);
	driver.at(visit.visitOn, '08:00').move('truongdoan', id, 'open_session');
	const appraisal = [...appraisalOf(set, self, foundBy(begun))];
	driver.answer('thuky', id, 'appraisal', new Map(appraisal.slice(0, Math.floor(appraisal.length / 2))));
	driver.send('thuky', id, findingsOf(begun, new Map(appraisal.slice(0, 30)), stage.workday(45), 2));
}

/** Told by a letter, scored by the agency with its report, read by the team, the visit ahead. */
export async function readyForVisit({ driver }: Stage, { id, plan, visit, self }: Begun): Promise<void> {
	await driver.at(visit.preparedOn, '09:30').issue('vanthu', id, 'visit_notice', visit.preparedOn);
	selfAssess(driver, id, visit, self);
	await driver.issue(`${plan.prefix}.vanthu`, id, 'self_report', visit.selfOn);
}

/** The agency is in the middle of scoring itself. */
export function scoringItself({ driver, workday }: Stage, { id, plan, self }: Begun): void {
	driver.at(workday(-1), '15:00');
	const begun = [...self]
		.slice(0, 38)
		.map(([code, patch], i): [string, AnswerPatch] => [
			code,
			i % 5 === 4 ? patch : { ...patch, explanation: 'Số liệu theo hồ sơ lưu tại cơ quan.' }
		]);
	driver.answer(`${plan.prefix}.daumoi`, id, 'self', new Map(begun));
}
