/** The steps that every story of the demonstration shares: from the draft to the signed minutes, and on to the end. */
import { createHash } from 'node:crypto';
import { findSubcriterion, listScoredSubcriteria, type CriteriaSet } from '#lib/domain/criteria.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import { scoreSubcriterion, type Scored } from '#lib/domain/scoring.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Citation } from '#lib/domain/citation.ts';
import type { CampaignKind } from '#lib/domain/inspection.ts';
import { fillPhrase } from '#lib/domain/papers/phrases.ts';
import { createInspection, planVisit, setTeam } from '../services/inspections.ts';
import { writeRemedyTexts } from '../services/remediation.ts';
import { findAccountByUsername } from '../db/queries/people.ts';
import type { Driver } from './driver.ts';
import type { DemoFinding } from './seed-2018.ts';

/** An id that is the same at every start. */
export function fixedId(...words: string[]): string {
	const hex = createHash('sha256').update(words.join('|')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** I of a report on remedies: the usual sentences, which the agency's page offers. */
export function tellSteering(driver: Driver, id: string, prefix: string, agency: string): void {
	writeRemedyTexts(driver.as(`${prefix}.daumoi`), id, driver.versionOf(id), {
		steering: fillPhrase('report_steering', undefined, { 'cơ quan': agency })
	});
}

export interface Visit {
	campaignId: string;
	agencyId: string;
	/** `sldtbxh`: the agency's accounts are `….thutruong` and `….daumoi`. */
	prefix: string;
	kind?: CampaignKind;
	set: CriteriaSet;
	visitOn: string;
	/** Day on which planner and team do their preparing, and the agency its self-assessment. */
	preparedOn: string;
	selfOn: string;
	visitNotice: Citation | null;
}

const TEAM = [
	{ username: 'truongdoan', role: 'lead', areas: [], duty: 'Phụ trách chung' },
	{ username: 'phodoan', role: 'deputy_lead', areas: ['3'], duty: 'Cải cách thủ tục hành chính' },
	{ username: 'thuky', role: 'secretary', areas: ['1', '4', '5'], duty: 'Thư ký; chỉ đạo, bộ máy, công vụ' },
	{ username: 'thanhvien1', role: 'member', areas: ['2'], duty: 'Thể chế' },
	{ username: 'thanhvien2', role: 'member', areas: ['6'], duty: 'Tài chính công' },
	{ username: 'thanhvien3', role: 'member', areas: ['7'], duty: 'Chính quyền số, ISO' }
] as const;

/** Draft → planned → team set → (notified). Returns the inspection's id. */
export function prepareVisit(driver: Driver, visit: Visit): string {
	driver.at(visit.preparedOn, '08:30');
	const planner = driver.as('chuyenvien');
	const id = createInspection(planner, {
		campaignId: visit.campaignId,
		agencyId: visit.agencyId,
		kind: visit.kind ?? 'direct'
	});
	driver.move('chuyenvien', id, 'plan');
	planVisit(driver.as('chuyenvien'), id, {
		version: driver.versionOf(id),
		visitOn: visit.visitOn,
		visitAt: '08:00',
		place: 'Hội trường cơ quan',
		noticeText:
			'Đề nghị cơ quan chuẩn bị báo cáo tự kiểm tra, bảng tự chấm điểm kèm tài liệu kiểm chứng; bố trí lãnh đạo, các phòng, đơn vị liên quan dự làm việc.',
		visitNotice: visit.visitNotice,
		selfDueOn: null
	});
	setTeam(
		driver.as('chuyenvien'),
		id,
		driver.versionOf(id),
		TEAM.map(({ username, ...member }) => ({
			...member,
			areas: [...member.areas],
			accountId: findAccountByUsername(planner.db, username)!.id
		}))
	);
	driver.move('chuyenvien', id, 'set_team');
	if (visit.kind !== 'surprise') driver.move('chuyenvien', id, 'notify');
	return id;
}

/** The agency scores itself (each answer with how it was scored) and its head submits. */
export function selfAssess(
	driver: Driver,
	id: string,
	visit: Visit,
	answers: ReadonlyMap<string, AnswerPatch>
): void {
	driver.at(visit.selfOn, '14:00');
	const explained = new Map(
		[...answers].map(([code, patch]) => [code, { explanation: 'Theo hồ sơ lưu tại cơ quan.', ...patch }])
	);
	driver.answer(`${visit.prefix}.daumoi`, id, 'self', explained);
	driver.move(`${visit.prefix}.thutruong`, id, 'submit_self');
	driver.move('thuky', id, 'start_desk_review');
}

/** What the team finds: the agency's figures, changed where `found` says so, each change with its reason. */
export function appraisalOf(
	set: CriteriaSet,
	self: ReadonlyMap<string, AnswerPatch>,
	found: Readonly<Record<string, AnswerPatch>>
): Map<string, AnswerPatch> {
	return new Map(
		listScoredSubcriteria(set).map(({ subcriterion: { code } }) => {
			const own = self.get(code) ?? {};
			const patch = found[code] ?? { input: own.input ?? null };
			const changed = !sameResult(scoreOf(set, code, own), scoreOf(set, code, patch));
			if (!changed) return [code, { ...patch, explanation: '' }];
			const reason = patch.note ?? 'Đoàn đối chiếu hồ sơ tại cơ quan, số liệu khác với bảng tự chấm.';
			return [code, { ...patch, explanation: '', note: '', changeReason: reason }];
		})
	);
}

export const scoreOf = (set: CriteriaSet, code: string, patch: AnswerPatch): Scored =>
	scoreSubcriterion(findSubcriterion(set, code)!.subcriterion, { ...emptyAnswer(code), ...patch, code });

function sameResult(a: Scored, b: Scored): boolean {
	return a.status === b.status && (a.status !== 'scored' || b.status !== 'scored' || a.points === b.points);
}

/** A finding ready to be raised on the tablet. */
export function raise(inspectionId: string, finding: DemoFinding, dueOn: string | null): OperationBody {
	return {
		type: 'finding.raise',
		payload: {
			id: fixedId(inspectionId, finding.text),
			areaCode: finding.area,
			subcriterionCode: finding.code,
			text: finding.text,
			severity: finding.severity,
			cause: finding.cause,
			demand: finding.demand,
			dueOn,
			responsibleUnit: finding.unit
		}
	};
}

export interface Closing {
	agencyName: string;
	head: { name: string; title: string };
	workDone: string;
	placesVisited: string;
	samples: string;
	agencyOpinion: string;
	leadConclusion: string;
	startedAt: string;
	endedAt: string;
}

/** The closing of the session: record, attendance, both signatures, and the lock. */
export function closeSession(driver: Driver, id: string, visitOn: string, closing: Closing): void {
	const instant = (time: string) => Date.parse(`${visitOn}T${time}:00+07:00`);
	driver.at(visitOn, closing.endedAt);
	driver.send('thuky', id, [
		{
			type: 'session.record',
			payload: {
				patch: {
					startedAt: instant(closing.startedAt),
					endedAt: instant(closing.endedAt),
					place: `Hội trường ${closing.agencyName}`,
					workDone: closing.workDone,
					placesVisited: closing.placesVisited,
					samples: closing.samples,
					agencyOpinion: closing.agencyOpinion,
					leadConclusion: closing.leadConclusion
				}
			}
		},
		{
			type: 'session.attendance',
			payload: {
				attendance: [
					{
						side: 'team',
						name: 'Trưởng đoàn kiểm tra',
						title: 'Phó Giám đốc Sở Nội vụ',
						duty: 'Trưởng đoàn'
					},
					{
						side: 'team',
						name: 'Phó Trưởng đoàn kiểm tra',
						title: 'Phó Chánh Văn phòng UBND tỉnh',
						duty: 'Phó Trưởng đoàn'
					},
					{
						side: 'team',
						name: 'Thư ký Đoàn kiểm tra',
						title: 'Trưởng phòng CCHC, Sở Nội vụ',
						duty: 'Thư ký'
					},
					{ side: 'agency', name: closing.head.name, title: closing.head.title, duty: '' },
					{ side: 'agency', name: 'Cán bộ đầu mối CCHC', title: 'Văn phòng', duty: '' }
				]
			}
		}
	]);
	driver.sign(id, closing.head);
	driver.move('truongdoan', id, 'sign_minutes');
}
