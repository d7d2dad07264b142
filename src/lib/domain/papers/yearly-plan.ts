/** Kế hoạch kiểm tra năm: why, what, whom, how, when, by whom (documents of the inspection, section 8). */
import { formatCitation, parseCitation } from '../citation.ts';
import { AGENCY_LEVELS } from '../criteria.ts';
import { CAMPAIGN_KINDS, type CampaignKind } from '../inspection.ts';
import { isIssuedAfter } from '../legal-basis.ts';
import { bodyOf, campaignIssuer, campaignSigner, headOfCampaign, LEVEL_WORDS } from './campaign-head.ts';
import type { CampaignRecord, PlannedAgency } from './campaign-record.ts';
import { inNfc } from './canonical.ts';
import type { Block, PaperTable, Section, YearlyPlanContent } from './paper.ts';
import { usualPlanOrganisation, usualPlanPurpose } from './usual-plan.ts';
import {
	asLegalBases,
	capitalised,
	dayInFigures,
	endWith,
	linesOf,
	nameOfKind,
	periodInWords,
	twoDigits
} from './wording.ts';

const ROMAN = ['I', 'II', 'III', 'IV'];
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const heading = (marker: string, text: string): Block => ({ type: 'heading', marker, text });
const items = (lines: readonly string[]): Block[] =>
	lines.map((text) => ({ type: 'item', text: endWith(text, '.') }));

/** «kiểm tra công tác cải cách hành chính năm 2026»: what the plan and the citation of it are about. */
export const plannedMatter = (year: number): string => `kiểm tra công tác cải cách hành chính năm ${year}`;

/** The content of the plan, from the campaign as it stands. Surprise inspections are announced as such, never by name. */
export function buildYearlyPlan(record: CampaignRecord): YearlyPlanContent {
	const { department, province, texts } = record;
	const matter = plannedMatter(record.campaign.year);
	const named = listedAgencies(record);
	const isCommittees = bodyOf(record, 'yearly_plan') === 'committee';
	const issuer = campaignIssuer(record, 'yearly_plan');
	const sections: Omit<Section, 'number'>[] = [
		{
			key: 'purpose',
			title: 'Mục đích, yêu cầu',
			blocks: items(orUsual(texts.purpose, usualPlanPurpose()))
		},
		{ key: 'matter', title: 'Nội dung kiểm tra', blocks: matterBlocks(record, named) },
		{ key: 'steps', title: 'Trình tự, thời hạn', blocks: items(stepLines(record)) },
		{
			key: 'organisation',
			title: 'Tổ chức thực hiện',
			blocks: items(orUsual(texts.organisation, usualPlanOrganisation(department.name, province.committee)))
		}
	];
	return inNfc({
		kind: 'yearly_plan',
		head: headOfCampaign(record, 'yearly_plan'),
		typeName: nameOfKind('yearly_plan'),
		subject: capitalised(matter),
		legalBases: asLegalBases(listBases(record)),
		opening: [`${issuer} ban hành Kế hoạch ${matter}, như sau:`],
		sections: sections.map((section, i) => ({ ...section, number: ROMAN[i]! })),
		closing: [
			`Trên đây là Kế hoạch ${matter}. Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các cơ quan phản ánh ` +
				`về ${department.name} để được hướng dẫn, giải quyết./.`
		],
		recipients: [
			...(isCommittees ? [department.name] : [`${province.committee} (b/c)`]),
			'Các cơ quan có tên trong danh sách',
			'Thành viên Đoàn kiểm tra',
			`Lưu: VT, ${department.unitSign}`
		],
		signatures: [campaignSigner(record, 'yearly_plan')],
		agencies: { title: 'Danh sách cơ quan được kiểm tra', table: agencyTable(named) }
	});
}

const orUsual = (written: string, usual: string[]): string[] => {
	const lines = linesOf(written);
	return lines.length > 0 ? lines : usual;
};

/**
 * What the sets rest on, then a plan of another body that this one carries out. Sets name some bases in words («bộ chỉ số
 * của tỉnh …»): what cannot be read as one citation is no line of a căn cứ.
 */
function listBases({ sets, plan, isOwnPlan, campaign, issued }: CampaignRecord): string[] {
	const on = issued.yearly_plan?.issuedOn ?? `${campaign.year}-12-31`;
	const known = [...new Set(sets.flatMap(({ legalBasis }) => legalBasis))].filter(
		(text) => parseCitation(text).ok && !isIssuedAfter(text, on)
	);
	return [...known, ...(plan !== null && !isOwnPlan ? [formatCitation(plan)] : [])];
}

const byDay = (a: string | null, b: string | null): number =>
	a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1;

/** By level, then by day, those without one last, then by name. A surprise that is named is none. */
function listedAgencies({ agencies }: CampaignRecord): PlannedAgency[] {
	return agencies
		.filter(({ kind }) => kind !== 'surprise')
		.toSorted(
			(a, b) =>
				AGENCY_LEVELS.indexOf(a.level) - AGENCY_LEVELS.indexOf(b.level) ||
				byDay(timeOf(a), timeOf(b)) ||
				a.name.localeCompare(b.name, 'vi', { numeric: true })
		);
}

const timeOf = ({ visitOn, isPostponed }: PlannedAgency): string | null => (isPostponed ? null : visitOn);

const FORM_WORDS: Record<CampaignKind, string> = {
	direct: 'Trực tiếp',
	via_report: 'Qua báo cáo',
	surprise: 'Đột xuất'
};

function matterBlocks(record: CampaignRecord, named: readonly PlannedAgency[]): Block[] {
	const { campaign } = record;
	const levels = AGENCY_LEVELS.map((level) => ({
		level,
		count: named.filter((agency) => agency.level === level).length
	})).filter(({ count }) => count > 0);
	const counted = levels.map(({ level, count }) => `${twoDigits(count)} ${LEVEL_WORDS[level]}`).join(' và ');
	const days = named.flatMap((agency) => timeOf(agency) ?? []).sort();
	return [
		heading('1.', 'Lĩnh vực kiểm tra'),
		...areaBlocks(record),
		heading('2.', 'Đối tượng kiểm tra'),
		paragraph(
			counted === ''
				? 'Do cơ quan ban hành Kế hoạch quyết định bổ sung.'
				: `${capitalised(counted)} (danh sách tại Phụ lục kèm theo).`
		),
		heading('3.', 'Hình thức kiểm tra'),
		...items(formLines(named)),
		heading('4.', 'Thời kỳ và thời gian kiểm tra'),
		...items([
			`Thời kỳ kiểm tra: ${periodInWords(campaign.periodFrom, campaign.periodTo)}`,
			days.length === 0
				? 'Thời gian kiểm tra tại từng cơ quan được thông báo sau'
				: `Thời gian kiểm tra: ${spanInWords(days[0]!, days.at(-1)!)}; ngày làm việc với từng ` +
					'cơ quan nêu tại Phụ lục, nếu thay đổi sẽ được thông báo trước'
		])
	];
}

const spanInWords = (first: string, last: string): string =>
	first === last ? `ngày ${dayInFigures(first)}` : periodInWords(first, last);

/** One list where all sets have the same areas; else one for each level. */
function areaBlocks({ sets }: CampaignRecord): Block[] {
	const lists = [
		...Map.groupBy(
			sets.filter(({ areas }) => areas.length > 0),
			({ areas }) => areas.join('\n')
		).values()
	];
	return lists.flatMap((same, i) => {
		const areas = same[0]!.areas;
		const levels = AGENCY_LEVELS.filter((level) => same.some((set) => set.level === level));
		const whom = levels.map((level) => LEVEL_WORDS[level]).join(' và ');
		const lead =
			`Kiểm tra việc thực hiện công tác cải cách hành chính theo ${twoDigits(areas.length)} lĩnh vực của Bộ tiêu chí ` +
			`đối với ${whom}:`;
		const letter = String.fromCodePoint('a'.codePointAt(0)! + i);
		return [
			lists.length === 1
				? paragraph(lead)
				: ({ type: 'subheading', marker: `${letter})`, text: lead } as const),
			...areas.map((text, at): Block => ({
				type: 'item',
				text: endWith(text, at === areas.length - 1 ? '.' : ';')
			}))
		];
	});
}

function formLines(named: readonly PlannedAgency[]): string[] {
	const count = (kind: CampaignKind) => named.filter((agency) => agency.kind === kind).length;
	const counted = CAMPAIGN_KINDS.filter((kind) => count(kind) > 0).map(
		(kind) => `${FORM_WORDS[kind]}: ${twoDigits(count(kind))} cơ quan`
	);
	return [
		...counted,
		'Đột xuất: khi cần thiết, không báo trước; cơ quan được kiểm tra đột xuất không nêu trong danh sách'
	];
}

function stepLines({ campaign: { settings }, department }: CampaignRecord): string[] {
	const days = (count: number) => `${twoDigits(count)} ngày làm việc`;
	return [
		`Cơ quan được kiểm tra tự chấm điểm, gửi báo cáo và tài liệu kiểm chứng trước ngày làm việc của Đoàn kiểm tra ` +
			`${days(settings.selfDueBeforeVisit)}`,
		'Đoàn kiểm tra thẩm định, làm việc với cơ quan và lập biên bản kiểm tra',
		`Cơ quan giải trình (nếu có) trong ${days(settings.explanationAfterMinutes)} kể từ ngày ký biên bản`,
		`${department.name} thông báo kết luận kiểm tra sau khi xem xét giải trình`,
		`Cơ quan gửi kế hoạch khắc phục trong ${days(settings.planAfterConclusion)} và báo cáo kết quả khắc phục trong ` +
			`${days(settings.reportAfterConclusion)} kể từ ngày thông báo kết luận`
	];
}

function agencyTable(named: readonly PlannedAgency[]): PaperTable {
	let order = 0;
	return {
		form: 'planned_agencies',
		columns: ['TT', 'Cơ quan được kiểm tra', 'Hình thức', 'Thời gian'],
		rows: AGENCY_LEVELS.flatMap((level) => {
			const own = named.filter((agency) => agency.level === level);
			if (own.length === 0) return [];
			return [
				{ emphasis: 'group' as const, cells: [`Khối ${LEVEL_WORDS[level]}`] },
				...own.map((agency) => {
					const day = timeOf(agency);
					order += 1;
					return {
						emphasis: 'none' as const,
						cells: [
							String(order),
							agency.name,
							FORM_WORDS[agency.kind],
							day === null ? 'Thông báo sau' : dayInFigures(day)
						]
					};
				})
			];
		})
	};
}
