/** Heads and signers of the papers: who issues each, under which sign (documents of the inspection, sections 3 to 7). */
import type { TeamRole } from '../inspection.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { PaperHead, PaperKind, SignatureBlock, SignerRole } from './paper.ts';

type Issuer = Pick<PaperHead, 'parentBody' | 'issuingBody' | 'sign' | 'place'>;

function issuerOf(record: InspectionRecord, kind: PaperKind): Issuer {
	const { province, department, team, agency } = record;
	const ofAgency = (sign: string): Issuer => ({
		parentBody: agency.superior,
		issuingBody: agency.name,
		sign,
		place: agency.place
	});
	switch (kind) {
		case 'minutes':
		case 'score_sheet':
			return {
				parentBody: province.committee,
				issuingBody: team.name,
				sign: `BB-${team.sign}`,
				place: province.place
			};
		case 'conclusion':
			return {
				parentBody: province.committee,
				issuingBody: department.name,
				sign: `TB-${department.sign}`,
				place: province.place
			};
		case 'remediation_plan':
			return ofAgency(`KH-${agency.sign}`);
		case 'remediation_report':
			return ofAgency(`BC-${agency.sign}`);
		case 'remediation_letter':
			return ofAgency(`${agency.sign}-${agency.unitSign}`);
	}
}

/**
 * The head of a paper. Minutes bear the day of the session even before they have a number; the others are dated by
 * the clerk. A blank date is printed with the year it will most likely bear: that of the inspection.
 */
export function headOf(record: InspectionRecord, kind: PaperKind): PaperHead {
	const issued = record.issued[kind];
	const day = issued?.issuedOn ?? (kind === 'minutes' ? record.inspection.visitOn : null);
	return {
		...issuerOf(record, kind),
		number: issued?.number ?? null,
		issuedOn: day,
		year: day === null ? record.inspection.year : Number(day.slice(0, 4))
	};
}

/** The name of a body inside a sentence: the team under its own name, the department, the agency. */
export function issuerName(record: InspectionRecord, kind: PaperKind): string {
	if (kind === 'minutes' || kind === 'score_sheet') return record.team.name;
	return kind === 'conclusion' ? record.department.name : record.agency.name;
}

/** The name of the first member with a role, or empty. */
export const nameByRole = (record: InspectionRecord, role: TeamRole): string =>
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
