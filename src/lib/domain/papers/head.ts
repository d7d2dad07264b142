/** Heads and signers of the papers: who issues each, under which sign (documents of the inspection, sections 3 to 7). */
import type { TeamRole } from '../inspection.ts';
import { paperSide, type InspectionPaperKind } from './availability.ts';
import type { InspectionRecord, IssuedItem } from './inspection-record.ts';
import type { PaperHead, PaperKind, SignatureBlock, SignerRole } from './paper.ts';
import { citeOwn } from './wording.ts';

export type Issuer = Pick<PaperHead, 'parentBody' | 'issuingBody' | 'sign' | 'place' | 'logo'>;

/** A team has no logo of its own: what is signed on the glass never depends on one. */
export const logoOf = ({ logo }: { logo?: string }): Pick<PaperHead, 'logo'> =>
	logo === undefined ? {} : { logo };

const ofTeam = ({ province, team }: Pick<InspectionRecord, 'province' | 'team'>): Issuer => ({
	parentBody: province.committee,
	issuingBody: team.name,
	sign: `BB-${team.sign}`,
	place: province.place
});

function issuerOf(record: InspectionRecord, kind: InspectionPaperKind): Issuer {
	const { province, department, agency } = record;
	const ofAgency = (sign: string): Issuer => ({
		parentBody: agency.superior,
		issuingBody: agency.name,
		sign,
		place: agency.place,
		...logoOf(agency)
	});
	const ofDepartment = (sign: string): Issuer => ({
		parentBody: province.committee,
		issuingBody: department.name,
		sign,
		place: province.place,
		...logoOf(department)
	});
	switch (kind) {
		case 'minutes':
		case 'recheck_minutes':
		case 'score_sheet':
			return ofTeam(record);
		case 'conclusion':
		case 'closing_note':
			return ofDepartment(`TB-${department.sign}`);
		case 'reminder_letter':
		case 'visit_notice':
			return ofDepartment(`${department.sign}-${department.unitSign}`);
		case 'remediation_plan':
			return ofAgency(`KH-${agency.sign}`);
		case 'team_decision':
			return ofDepartment(`QĐ-${department.sign}`);
		case 'remediation_report':
		case 'self_report':
			return ofAgency(`BC-${agency.sign}`);
		case 'remediation_letter':
		case 'explanation_letter':
			return ofAgency(`${agency.sign}-${agency.unitSign}`);
	}
}

/**
 * The head of a paper. Minutes bear the day of the session even before they have a number; the others are dated by
 * the clerk. A blank date is printed with the year it will most likely bear: that of `likelyOn`, where the paper is known
 * to come about that day, else that of the inspection.
 */
export function headOf(
	record: InspectionRecord,
	kind: InspectionPaperKind,
	likelyOn: string | null = null
): PaperHead {
	const { year, visitOn } = record.inspection;
	const likely = likelyOn === null ? year : Number(likelyOn.slice(0, 4));
	const visit = { year: likely, visitOn };
	return dated(issuerOf(record, kind), visit, record.issued[kind] ?? null, kind === 'minutes');
}

/** The head of minutes that a team makes on the spot: dated by the visit, numbered once issued. */
export const headOfTeam = (
	record: Pick<InspectionRecord, 'province' | 'team'> & { inspection: YearAndVisit },
	issued: Issued | null
): PaperHead => dated(ofTeam(record), record.inspection, issued, true);

type YearAndVisit = Pick<InspectionRecord['inspection'], 'year' | 'visitOn'>;
type Issued = { number: number | null; issuedOn: string | null };

/** The head with its number and day, where they are given; minutes bear the day of the visit before that. */
export function dated(
	issuer: Issuer,
	{ year, visitOn }: YearAndVisit,
	issued: Issued | null,
	bearsVisit: boolean
): PaperHead {
	const issuedOn = issued?.issuedOn ?? (bearsVisit ? visitOn : null);
	return {
		...issuer,
		number: issued?.number ?? null,
		issuedOn,
		year: issuedOn === null ? year : Number(issuedOn.slice(0, 4))
	};
}

const OF_THE_TEAM: readonly PaperKind[] = ['minutes', 'recheck_minutes', 'score_sheet'];

/** The name of a body inside a sentence: the team under its own name, the department, the agency. */
export function issuerName(record: InspectionRecord, kind: PaperKind): string {
	if (OF_THE_TEAM.includes(kind)) return record.team.name;
	return paperSide(kind) === 'office' ? record.department.name : record.agency.name;
}

/** The head of the department, or who signs for the head, on the department's papers. */
export function departmentHeadBlock({ conclusion }: InspectionRecord): SignatureBlock {
	const signer = conclusion?.signer;
	const capacity = signer && signer.capacity.length > 0 ? signer.capacity : ['Giám đốc'];
	return signatureBlock('department_head', capacity, signer?.name ?? '');
}

/** A paper of this inspection's register, cited: «Kế hoạch số 12/KH-SLĐTBXH ngày 26/7/2021 của …». */
export const citeRegistered = (
	record: InspectionRecord,
	{ kind, number, sign, issuedOn }: IssuedItem
): string =>
	citeOwn(kind, { number, sign, issuedOn, year: Number(issuedOn.slice(0, 4)) }, issuerName(record, kind));

/** The name of the first member with a role, or empty. */
export const nameByRole = (record: Pick<InspectionRecord, 'team'>, role: TeamRole): string =>
	record.team.members.find((member) => member.role === role)?.name ?? '';

export function signatureBlock(role: SignerRole, capacity: string[], name = '', note = ''): SignatureBlock {
	return { role, capacity: capacity.filter((line) => line !== ''), note, name, drawn: null };
}

/**
 * The head of the agency as signer of its own papers. A people's committee works collectively, so its chair signs
 * on its behalf («TM. Ủy ban nhân dân», NĐ 30/2020, Điều 13).
 */
export function agencyHeadBlock(record: InspectionRecord): SignatureBlock {
	const { agency, remediation } = record;
	const signer = remediation?.signer;
	if (signer && signer.capacity.length > 0)
		return signatureBlock('agency_head', signer.capacity, signer.name);
	const onBehalf = agency.level === 'commune' ? 'TM. Ủy ban nhân dân' : '';
	return signatureBlock('agency_head', [onBehalf, agency.headTitle], agency.headName);
}
