/** Quyết định công bố kết quả, xếp hạng (documents of the inspection, section 8): who reached what, and who is not in it. */
import { formatCitation } from '../citation.ts';
import { formatPoints } from '../number-format.ts';
import {
	rankCampaign,
	type OpenReason,
	type OpenResult,
	type Ranking,
	type RankingGroup
} from '../ranking.ts';
import { bodyOf, campaignIssuer, campaignSigner, headOfCampaign, LEVEL_WORDS } from './campaign-head.ts';
import type { CampaignRecord } from './campaign-record.ts';
import { inNfc } from './canonical.ts';
import type { Block, PaperTable, RankingDecisionContent, TableRow } from './paper.ts';
import { asLegalBases, nameOfKind, twoDigits } from './wording.ts';
import { plannedMatter } from './yearly-plan.ts';

const REASON_WORDS: Record<OpenReason, string> = {
	not_concluded: 'chưa kết luận kiểm tra',
	not_scored: 'chưa có điểm',
	survey_missing: 'chưa có điểm điều tra xã hội học'
};

/**
 * The content of the decision, from the results as they stand. What is open is named with its reason: a draft shows all of
 * it, and a paper can be issued only when each was left out by name (`requireRankable`).
 */
export function buildRankingDecision(record: CampaignRecord): RankingDecisionContent {
	const { department, province, campaign } = record;
	const ranking = rankCampaign(record.results);
	const matter = plannedMatter(campaign.year);
	const isCommittees = bodyOf(record, 'ranking_decision') === 'committee';
	const issuer = campaignIssuer(record, 'ranking_decision');
	return inNfc({
		kind: 'ranking_decision',
		head: headOfCampaign(record, 'ranking_decision'),
		typeName: nameOfKind('ranking_decision'),
		subject: `Công bố kết quả, xếp hạng ${matter}`,
		authority: isCommittees ? issuer : `Giám đốc ${issuer}`,
		legalBases: [
			...asLegalBases([
				record.plan && formatCitation(record.plan),
				record.teamDecision && formatCitation(record.teamDecision),
				`các Thông báo kết luận ${matter}`
			]).map((line) => line.replace(/\.$/, ';')),
			isCommittees
				? `Theo đề nghị của Giám đốc ${department.name}.`
				: `Theo đề nghị của Trưởng Đoàn ${matter}.`
		],
		opening: [],
		sections: [{ key: 'articles', number: '', title: '', blocks: articles(record, ranking, matter) }],
		closing: [],
		recipients: [
			'Như Điều 3',
			...(isCommittees ? [department.name] : [`${province.committee} (b/c)`]),
			'Thành viên Đoàn kiểm tra',
			`Lưu: VT, ${department.unitSign}`
		],
		signatures: [campaignSigner(record, 'ranking_decision')],
		leftOut: ranking.open.map(({ result }) => result.agencyName)
	});
}

function articles(record: CampaignRecord, ranking: Ranking, matter: string): Block[] {
	const count = ranking.groups.reduce((sum, { agencies }) => sum + agencies.length, 0);
	const { name } = record.department;
	const isCommittees = bodyOf(record, 'ranking_decision') === 'committee';
	const executors = isCommittees ? `Giám đốc ${name}` : `Thủ trưởng các phòng, đơn vị thuộc ${name}`;
	return [
		article(1, `Công bố kết quả, xếp hạng ${matter} của ${twoDigits(count)} cơ quan, như sau:`),
		{ type: 'table', table: rankingTable(ranking.groups) },
		...noteLines(ranking).map((text): Block => ({ type: 'paragraph', text })),
		article(
			2,
			'Thủ trưởng các cơ quan có tên tại Điều 1 phát huy kết quả đạt được, khắc phục đầy đủ, đúng hạn các tồn tại, hạn ' +
				`chế đã được kết luận. ${name} theo dõi, đôn đốc việc khắc phục và tổng hợp báo cáo ${record.province.committee}.`
		),
		article(
			3,
			`Quyết định này có hiệu lực kể từ ngày ký. ${executors}, thủ trưởng các cơ quan có tên tại Điều 1 và các cơ quan, đơn vị, ` +
				'cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.'
		)
	];
}

const article = (order: number, text: string): Block => ({ type: 'article', marker: `Điều ${order}.`, text });

/** How the figures are to be read, and who is not among them. */
function noteLines({ groups, open }: Ranking): string[] {
	const isWithout = groups.some(({ withSurvey, agencies }) =>
		agencies.some(({ hasSurvey }) => hasSurvey !== null && !withSurvey)
	);
	return [
		'Tỷ lệ là điểm đạt được trên điểm tối đa của các nội dung áp dụng với cơ quan; cơ quan có tỷ lệ bằng nhau thì cùng hạng.',
		...(isWithout ? ['Kết quả chưa gồm điểm điều tra xã hội học.'] : []),
		...(open.length === 0
			? []
			: [`Chưa công bố kết quả của ${twoDigits(open.length)} cơ quan: ${open.map(openWords).join('; ')}.`])
	];
}

const openWords = ({ result, reason }: OpenResult): string =>
	`${result.agencyName} (${REASON_WORDS[reason]})`;

function rankingTable(groups: readonly RankingGroup[]): PaperTable {
	return {
		form: 'ranking',
		columns: ['Hạng', 'Cơ quan', 'Điểm đạt được', 'Điểm tối đa', 'Tỷ lệ (%)', 'Xếp loại'],
		rows: groups.flatMap((group): TableRow[] => [
			{ emphasis: 'group', cells: [groupName(group)] },
			...group.agencies.map(({ place, agencyName, points, possible, percent, ratingLabel }): TableRow => ({
				emphasis: 'none',
				cells: [
					String(place),
					agencyName,
					formatPoints(points),
					formatPoints(possible),
					formatPoints(percent),
					ratingLabel
				]
			}))
		])
	};
}

const groupName = ({ level, setTitle, isOneOfSeveral }: RankingGroup): string =>
	`Khối ${LEVEL_WORDS[level]}` + (isOneOfSeveral ? ` (${setTitle})` : '');
