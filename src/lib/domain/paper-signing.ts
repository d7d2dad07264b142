/**
 * Who signs an issued paper, in which order it is shown, and what a paper may be called by the signatures it bears. A
 * picture or a scan is never called a digital signature (Luật Giao dịch điện tử 2023, Điều 22).
 */
import { foldText } from './folded-text.ts';
import { isOfTeam, paperSide } from './papers/availability.ts';
import { REFUSED_NOTE } from './papers/minutes-closing.ts';
import type { PaperContent, PaperKind, SignatureBlock, SignerRole } from './papers/paper.ts';
import type { InspectionAction, OfficeAction } from './permissions.ts';

/** How a signature came: made here, by the office's own tool, or with a pen on a print that was scanned. */
export const SIGNING_WAYS = ['app', 'outside', 'scan'] as const;
export type SigningWay = (typeof SIGNING_WAYS)[number];

/** PAdES baseline: with a proven time or without. */
export type SignatureLevel = 'B-B' | 'B-T';

/** What became of the time stamp of a signature made here. */
export type StampOutcome = 'stamped' | 'none' | 'unreachable' | 'refused' | 'wrong_answer' | 'untrusted';

/** Where on the paper: page from 0; left, bottom, right, top in points from the page's lower left corner. */
export interface SignerPlace {
	page: number;
	rect: [number, number, number, number];
}

/** Whose signature: a person's in a block of the paper, or the body's own. */
export type SlotRole = SignerRole | 'organisation';

/** A place for one signature. `slot` is a block's place among the paper's blocks and never changes. */
export interface SigningSlot {
	slot: number;
	role: SlotRole;
	capacity: string[];
	/** As printed; empty where the paper leaves it blank. */
	name: string;
}

/** The blocks that await a signature; whoever refused to sign has none. */
export function slotsOf({ signatures }: { readonly signatures: readonly SignatureBlock[] }): SigningSlot[] {
	return signatures.flatMap((block: SignatureBlock, slot) => {
		const { role, capacity, name, note } = block;
		return note === REFUSED_NOTE ? [] : [{ slot, role, capacity, name }];
	});
}

/** No paper has that many blocks. */
export const ORGANISATION_SLOT = 1000;

/**
 * The body's own digital signature, put on by its clerk after the people's (NĐ 30/2020, Phụ lục I, mục II, 8, and Điều 33: a
 * seal goes on what the competent person has signed). Null for papers of a team, which has no certificate.
 */
export function organisationSlotOf({ kind, head }: Pick<PaperContent, 'kind' | 'head'>): SigningSlot | null {
	if (isOfTeam(kind)) return null;
	return { slot: ORGANISATION_SLOT, role: 'organisation', capacity: [], name: head.issuingBody };
}

/** Every place that may be signed, in the order in which it usually is. */
export function placesOf(content: PaperContent): SigningSlot[] {
	const organisation = organisationSlotOf(content);
	return [...slotsOf(content), ...(organisation ? [organisation] : [])];
}

/** Whether all people have signed digitally, so that the body may. */
export const maySignForBody = (
	content: PaperContent,
	made: readonly { way: SigningWay; slot: number | null }[]
): boolean => signingStateOf(slotsOf(content), made) === 'signed';

/** Name of the empty field that a file keeps for a place. */
export const fieldNameOf = (slot: number): string =>
	slot === ORGANISATION_SLOT ? 'ChuKyCoQuan' : `ChuKy${slot + 1}`;

/** Whose right it is to sign a block here. A block that is not listed is signed outside or on paper only. */
const SIGN_ACTIONS: Partial<Record<SignerRole, InspectionAction>> = {
	department_head: 'document.sign_department',
	team_lead: 'document.sign_lead',
	secretary: 'document.sign_secretary',
	scorer: 'document.sign_score',
	appraiser: 'document.sign_score',
	agency_head: 'document.sign_agency'
};

const CAMPAIGN_ACTIONS: Partial<Record<SlotRole, OfficeAction>> = {
	department_head: 'campaign.sign_department',
	organisation: 'campaign.sign_organisation'
};

const ORGANISATION_ACTIONS: Record<'office' | 'agency', InspectionAction> = {
	office: 'document.sign_organisation',
	agency: 'document.sign_organisation_agency'
};

export const signActionOf = (role: SlotRole, side: 'office' | 'agency'): InspectionAction | undefined =>
	role === 'organisation' ? ORGANISATION_ACTIONS[side] : SIGN_ACTIONS[role];

/** The same on a paper of a whole campaign. The committee's chair has no account here: that paper is signed outside. */
export const campaignSignActionOf = (role: SlotRole): OfficeAction | undefined => CAMPAIGN_ACTIONS[role];

/** Whether a side may bring in what its people signed elsewhere: its own papers, and the agency its head's block. */
export function mayBring(side: 'office' | 'agency', kind: PaperKind, role: SlotRole | null): boolean {
	if (paperSide(kind) === side) return true;
	return side === 'agency' && role === 'agency_head';
}

export type SigningState = 'awaiting' | 'partly_signed' | 'signed' | 'scanned';

/** What a paper may be called. Digital signatures come first: a scan beside them says nothing more. */
export function signingStateOf(
	slots: readonly SigningSlot[],
	made: readonly { way: SigningWay; slot: number | null }[]
): SigningState {
	const digital = made.filter(({ way }) => way !== 'scan');
	if (digital.length > 0) {
		const isAllSigned = slots.every(({ slot }) => digital.some((signature) => signature.slot === slot));
		return isAllSigned ? 'signed' : 'partly_signed';
	}
	return made.length > 0 ? 'scanned' : 'awaiting';
}

const words = (name: string): string =>
	name.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
const isPlain = (name: string): boolean => words(name) === foldText(words(name));

/**
 * Whether a certificate names the person whose block it is: letters' size and blanks do not count; marks count unless
 * the certificate has none at all, as old ones do.
 */
export function isSamePerson(certified: string, printed: string): boolean {
	if (words(printed) === '') return false;
	if (words(certified) === words(printed)) return true;
	return isPlain(certified) && words(certified) === foldText(words(printed));
}
