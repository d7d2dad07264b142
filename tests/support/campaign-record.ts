/** A campaign for the specs of its papers: seven agencies of two levels, two of them not concluded. */
import { DEFAULT_SETTINGS } from '#lib/domain/campaign.ts';
import { paperTextsOf } from '#lib/domain/campaign-paper-texts.ts';
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import type { CampaignRecord, PlannedAgency } from '#lib/domain/papers/campaign-record.ts';
import type { CampaignResult } from '#lib/domain/ranking.ts';

const AREAS = [
	'Công tác chỉ đạo, điều hành cải cách hành chính',
	'Cải cách thể chế',
	'Cải cách thủ tục hành chính'
];

export const plannedAgency = (name: string, given: Partial<PlannedAgency> = {}): PlannedAgency => ({
	name,
	level: 'department',
	kind: 'direct',
	visitOn: '2026-09-12',
	isPostponed: false,
	...given
});

/** A concluded result; `percent` in whole percents. */
export const resultOf = (
	agencyName: string,
	percent: number,
	given: Partial<CampaignResult> = {}
): CampaignResult => {
	const level: AgencyLevel = given.level ?? 'department';
	return {
		inspectionId: agencyName,
		agencyName,
		level,
		set: { id: level, title: `Bộ tiêu chí ${level}` },
		isConcluded: true,
		points: percent * 90,
		possible: 9000,
		percent: percent * 100,
		ratingLabel: percent >= 80 ? 'Tốt' : 'Khá',
		hasSurvey: false,
		...given
	};
};

export function campaignRecord(given: Partial<CampaignRecord> = {}): CampaignRecord {
	return {
		province: { name: 'Bình Định', committee: 'UBND tỉnh Bình Định', place: 'Bình Định' },
		department: { name: 'Sở Nội vụ', sign: 'SNV', unitSign: 'CCHC' },
		campaign: {
			year: 2026,
			periodFrom: '2025-01-01',
			periodTo: '2026-06-30',
			settings: DEFAULT_SETTINGS
		},
		plan: null,
		isOwnPlan: false,
		teamDecision: {
			kind: 'Quyết định',
			number: '871',
			sign: 'QĐ-UBND',
			issuedOn: '2026-03-02',
			issuer: 'UBND tỉnh',
			subject: 'thành lập Đoàn kiểm tra'
		},
		sets: [
			{
				level: 'department',
				areas: AREAS,
				legalBasis: ['Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ', 'Bộ chỉ số của tỉnh (ví dụ)']
			},
			{
				level: 'commune',
				areas: AREAS,
				legalBasis: ['Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ']
			}
		],
		agencies: [
			plannedAgency('UBND xã Một', { level: 'commune', visitOn: null }),
			plannedAgency('Sở Xây dựng', { visitOn: '2026-10-01' }),
			plannedAgency('Sở Y tế', { kind: 'via_report' }),
			plannedAgency('Sở Tư pháp', { visitOn: '2026-09-01', isPostponed: true }),
			plannedAgency('Sở Tài chính', { kind: 'surprise', visitOn: '2026-08-01' })
		],
		results: [resultOf('Sở Xây dựng', 79), resultOf('Sở Y tế', 91), resultOf('Sở Tài chính', 91)],
		texts: paperTextsOf({}),
		signer: { capacity: ['Giám đốc'], name: '' },
		issued: {},
		...given
	};
}
