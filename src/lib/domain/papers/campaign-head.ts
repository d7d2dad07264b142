/** Heads and signers of the papers of a campaign: the department's, or the committee's where the office says so. */
import type { CampaignPaperBody } from '../campaign-paper-texts.ts';
import type { CampaignPaperKind } from './availability.ts';
import type { CampaignRecord } from './campaign-record.ts';
import { dated, logoOf, signatureBlock, type Issuer } from './head.ts';
import type { PaperHead, SignatureBlock } from './paper.ts';

const SIGN_OF: Record<CampaignPaperKind, string> = { yearly_plan: 'KH', ranking_decision: 'QĐ' };

/** «Ủy ban nhân dân tỉnh Bình Định»: in full where it issues a paper itself. */
export const committeeInFull = ({ province }: Pick<CampaignRecord, 'province'>): string =>
	province.committee.replace(/^UBND(?=\s)/u, 'Ủy ban nhân dân');

export const bodyOf = ({ texts }: CampaignRecord, kind: CampaignPaperKind): CampaignPaperBody =>
	kind === 'yearly_plan' ? texts.planBody : texts.rankingBody;

/** The name of the issuing body inside a sentence. */
export const campaignIssuer = (record: CampaignRecord, kind: CampaignPaperKind): string =>
	bodyOf(record, kind) === 'committee' ? committeeInFull(record) : record.department.name;

/** The head; a blank day is printed with the campaign's year. */
export function headOfCampaign(record: CampaignRecord, kind: CampaignPaperKind): PaperHead {
	const { province, department, campaign } = record;
	const isCommittees = bodyOf(record, kind) === 'committee';
	const issuer: Issuer = {
		parentBody: isCommittees ? '' : province.committee,
		issuingBody: campaignIssuer(record, kind),
		sign: `${SIGN_OF[kind]}-${isCommittees ? 'UBND' : department.sign}`,
		place: province.place,
		...(isCommittees ? {} : logoOf(department))
	};
	return dated(issuer, { year: campaign.year, visitOn: null }, record.issued[kind] ?? null, false);
}

/** The committee works collectively: its chair signs on its behalf (NĐ 30/2020, Điều 13); the name is not known here. */
export function campaignSigner(record: CampaignRecord, kind: CampaignPaperKind): SignatureBlock {
	if (bodyOf(record, kind) === 'committee')
		return signatureBlock('committee_chair', ['TM. Ủy ban nhân dân', 'Chủ tịch']);
	const { capacity, name } = record.signer;
	return signatureBlock('department_head', capacity.length > 0 ? capacity : ['Giám đốc'], name);
}

/** «sở, ban, ngành», «ủy ban nhân dân cấp xã». */
export const LEVEL_WORDS = {
	department: 'sở, ban, ngành',
	commune: 'ủy ban nhân dân cấp xã'
} as const;
