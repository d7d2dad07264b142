/**
 * Proofs: photos, files and citations that belong to an answer, a finding, an explanation or a progress report. The
 * record of a proof comes first, as an operation; its bytes follow when the network allows. What is known of a proof
 * before its bytes is all that papers say of it, so that a signature binds the same words before and after.
 */
import type { Stage } from './answer.ts';
import { findSubcriterion, type CriteriaSet } from './criteria.ts';
import type { Finding } from './finding.ts';
import type { InspectionState, SignatureSide } from './inspection.ts';
import type { InspectionAction } from './permissions.ts';
import { fail, ok, problem, type Problem, type Result } from './problems.ts';
import { isStageOpen } from './stage.ts';

const MEGABYTE = 1024 * 1024;
/** The one place that states how large an uploaded file may be, in megabytes: app, texts and manual say this. */
export const MAX_FILE_MEGABYTES = 20;
export const MAX_FILE_BYTES = MAX_FILE_MEGABYTES * MEGABYTE;
/** In characters. */
export const LONGEST_CAPTION = 500;
export const LONGEST_FILE_NAME = 200;
/** Positions within one subject: 0 … this. */
export const HIGHEST_POSITION = 100_000;

/** `effect`: what the review of a remedy's effect was seen by; its subject is the finding. */
export type EvidenceSubject = 'answer' | 'finding' | 'explanation' | 'progress' | 'effect';

/**
 * Where a photo was taken: degrees (WGS 84), `accuracy` in metres as the device said it. Some devices say none: the
 * place is kept all the same and always shown as «không rõ sai số», because it may be kilometres off.
 */
export interface Place {
	latitude: number;
	longitude: number;
	accuracy: number | null;
}

export interface Proof {
	id: string;
	side: SignatureSide;
	subjectKind: EvidenceSubject;
	/** Subcriterion's code for answers; the id of the finding, explanation or progress report otherwise. */
	subjectId: string;
	stage: Stage | null;
	fileName: string;
	/** As the device calls it, until the bytes are here. Null for a citation alone. */
	mediaType: string | null;
	/** Bytes that are or will be sent; null for a citation alone. */
	size: number | null;
	/** SHA-256 (hex) of the bytes as sent; null where the device could not reckon it. */
	sha256: string | null;
	caption: string;
	/** Epoch ms by the device. */
	takenAt: number | null;
	place: Place | null;
	/** The proof that this marked-up copy was drawn on. */
	originalId: string | null;
	/** Order within one subject; what is equal goes by id. */
	position: number;
	addedBy: string;
	/** Subcriteria at which a proof of an answer stands; absent: at its own alone. */
	codes?: readonly string[];
}

export type NewProof = Omit<Proof, 'side' | 'addedBy' | 'subjectKind' | 'mediaType' | 'size' | 'codes'> & {
	subjectKind: 'answer' | 'finding';
	mediaType: string;
	size: number;
};

export interface ProofPatch {
	caption?: string;
	position?: number;
}

/** What a proof is judged by: the inspection as far as it concerns it. */
export interface ProofPlace {
	state: InspectionState;
	set: CriteriaSet;
	findings: readonly Finding[];
	evidence: readonly Proof[];
	/** Of a self-assessment that came back in part: the subcriteria that are open again; null where all are. */
	openCodes: readonly string[] | null;
	/** Whose side the person is on, and who it is. */
	side: SignatureSide;
	chooser: { actorId: string };
}

const ACTION_OF: Record<Exclude<EvidenceSubject, 'answer'>, Record<SignatureSide, InspectionAction>> = {
	finding: { agency: 'explanation.write', team: 'finding.write' },
	explanation: { agency: 'explanation.write', team: 'explanation.decide' },
	progress: { agency: 'remedy.report', team: 'remedy.verify' },
	/* The agency has no part in it: the table refuses it. */
	effect: { agency: 'remedy.review_effect', team: 'remedy.review_effect' }
};

/** The row of the permission table that giving, changing or taking back a proof falls under. */
export function evidenceAction(
	side: SignatureSide,
	{ subjectKind, stage }: Pick<Proof, 'subjectKind' | 'stage'>
): InspectionAction {
	if (subjectKind !== 'answer') return ACTION_OF[subjectKind][side];
	if (side === 'agency') return 'self.answer';
	return stage === 'reappraisal' ? 'reappraisal.answer' : 'appraisal.answer';
}

/** The subcriteria at which a proof stands; none for what does not belong to an answer. */
export function codesOf({
	subjectKind,
	subjectId,
	codes
}: Pick<Proof, 'subjectKind' | 'subjectId' | 'codes'>): readonly string[] {
	return subjectKind === 'answer' ? (codes ?? [subjectId]) : [];
}

/** Whether a proof belongs to a thing, as its own or shared. */
export const standsAt = (
	proof: Pick<Proof, 'subjectKind' | 'subjectId' | 'codes'>,
	kind: EvidenceSubject,
	id: string
): boolean =>
	proof.subjectKind === kind && (kind === 'answer' ? codesOf(proof).includes(id) : proof.subjectId === id);

/** Proofs of one side in the order in which they are shown. */
export const inOrder = (a: Pick<Proof, 'id' | 'position'>, b: Pick<Proof, 'id' | 'position'>): number =>
	a.position - b.position || (a.id < b.id ? -1 : Number(a.id > b.id));

/** The position after all of `proofs`. */
export const nextPosition = (proofs: readonly Pick<Proof, 'position'>[]): number =>
	proofs.reduce((next, { position }) => Math.max(next, position + 1), 0);

/** The new positions when one proof moves a place forward (-1) or back (1); only those that change. */
export function moved(
	proofs: readonly Pick<Proof, 'id' | 'position'>[],
	id: string,
	by: -1 | 1
): { id: string; position: number }[] {
	const line = proofs.toSorted(inOrder);
	const at = line.findIndex((one) => one.id === id);
	const [one, other] = [line[at], line[at + by]];
	if (!one || !other) return [];
	return line
		.with(at, other)
		.with(at + by, one)
		.map((proof, position) => ({ id: proof.id, position, before: proof.position }))
		.filter(({ position, before }) => position !== before)
		.map(({ id, position }) => ({ id, position }));
}

/**
 * The proof that an announcement makes. The same id once more by the same person is the proof that is there, as it is
 * now. Problems: subject not there, stage or minutes closed, original of another subject, caption too long, empty or
 * too large a file, an id that is somebody else's.
 */
export function announceProof(field: ProofPlace, given: NewProof): Result<Proof> {
	const before = field.evidence.find(({ id }) => id === given.id);
	if (before) return before.addedBy === field.chooser.actorId ? ok(before) : fail('operation.foreign', {});
	const proof: Proof = {
		...given,
		side: field.side,
		addedBy: field.chooser.actorId,
		fileName: given.fileName.normalize('NFC').slice(0, LONGEST_FILE_NAME),
		caption: given.caption.trim()
	};
	const fault = faultOfSubject(field, proof) ?? faultOfFile(proof) ?? faultOfWords(proof);
	if (fault) return { ok: false, problem: fault };
	return isOriginalThere(field, proof) ? ok(proof) : fail('evidence.original_unknown', {});
}

/** Caption and order may change as long as the subject is open; the bytes never do. */
export function editProof(
	field: ProofPlace,
	id: string,
	patch: ProofPatch
): Result<{ proof: Proof; before: Proof }> {
	const found = ownProof(field, id);
	if (!found.ok) return found;
	const before = found.value;
	const caption = patch.caption?.trim() ?? before.caption;
	const proof = { ...before, ...patch, caption };
	const fault = faultOfWords(proof);
	return fault ? { ok: false, problem: fault } : ok({ proof, before });
}

/** The proof of one's own side that may still be changed or taken back. */
export function ownProof(field: ProofPlace, id: string): Result<Proof> {
	const found = field.evidence.find((proof) => proof.id === id && proof.side === field.side);
	if (!found) return fail('evidence.unknown', {});
	if (!isOpen(field, found)) return fail('inspection.locked', { state: field.state });
	const closed = lockedCode(field, found);
	return closed === undefined ? ok(found) : fail('self.not_returned', { code: closed }, closed);
}

/** A proof as it was and as it is now; one and the same where nothing changed. */
type Placed = Result<{ proof: Proof; before: Proof }>;

/**
 * Lets a proof of the agency's self-assessment stand at one more subcriterion, without a second upload. Where it stands
 * already nothing changes. Problems: not the agency's own proof of an answer, no such subcriterion, one of the survey,
 * closed.
 */
export const shareProof = (field: ProofPlace, id: string, code: string): Placed =>
	placeProof(field, id, code, (codes) => (codes.includes(code) ? codes : [...codes, code]));

/** Takes a proof away from one subcriterion only. From its last place it is withdrawn instead: `evidence.last_place`. */
export const unshareProof = (field: ProofPlace, id: string, code: string): Placed =>
	placeProof(field, id, code, (codes) => codes.filter((other) => other !== code));

function placeProof(
	field: ProofPlace,
	id: string,
	code: string,
	change: (codes: readonly string[]) => readonly string[]
): Placed {
	const found = sharedProof(field, id, code);
	if (!found.ok) return found;
	const before = found.value;
	const codes = change(codesOf(before));
	if (codes.length === 0) return fail('evidence.last_place', { code }, code);
	return ok({ proof: codes.length === codesOf(before).length ? before : { ...before, codes }, before });
}

function sharedProof(field: ProofPlace, id: string, code: string): Result<Proof> {
	const found = field.evidence.find((proof) => proof.id === id && proof.side === 'agency');
	if (found?.subjectKind !== 'answer' || field.side !== 'agency') return fail('evidence.unknown', {});
	const placed = findSubcriterion(field.set, code);
	if (!placed) return fail('answer.subcriterion_unknown', { code }, code);
	if (placed.subcriterion.isSurvey) return fail('answer.survey_by_office_only', { code }, code);
	if (!isStageOpen('self', field.state)) return fail('inspection.locked', { state: field.state }, code);
	return isReopened(field, code) ? ok(found) : fail('self.not_returned', { code }, code);
}

/** Whether the agency may change a subcriterion: all of them, or those that were given back. */
export const isReopened = ({ openCodes }: Pick<ProofPlace, 'openCodes'>, code: string): boolean =>
	openCodes === null || openCodes.includes(code);

const TEAM_FINDING_STATES: readonly InspectionState[] = ['self_submitted', 'desk_review', 'in_session'];
const AGENCY_FINDING_STATES: readonly InspectionState[] = ['minutes_signed', 'explaining'];

function isOpen({ state }: Pick<ProofPlace, 'state'>, { side, subjectKind, stage }: Proof): boolean {
	if (subjectKind === 'answer') return stage !== null && isStageOpen(stage, state);
	/* Explanations and progress reports are changed elsewhere, under the permission table alone. */
	if (subjectKind !== 'finding') return true;
	return (side === 'team' ? TEAM_FINDING_STATES : AGENCY_FINDING_STATES).includes(state);
}

/** What stands at several subcriteria is changed for all of them. */
const lockedCode = (field: ProofPlace, proof: Proof): string | undefined =>
	proof.side === 'agency' ? codesOf(proof).find((code) => !isReopened(field, code)) : undefined;

function faultOfSubject(field: ProofPlace, proof: Proof): Problem | null {
	const { subjectKind, subjectId: code, stage, side } = proof;
	if (subjectKind === 'answer') {
		if (!findSubcriterion(field.set, code)) return problem('answer.subcriterion_unknown', { code }, code);
		if (stage === null || (stage === 'self') !== (side === 'agency'))
			return problem('input.invalid', { field: 'stage' });
	} else if (!field.findings.some(({ id }) => id === code)) return problem('finding.unknown', {});
	if (!isOpen(field, proof)) return problem('inspection.locked', { state: field.state });
	const closed = lockedCode(field, proof);
	return closed === undefined ? null : problem('self.not_returned', { code: closed }, closed);
}

/** What a file may be in size; the tablet asks before it keeps one, the server before it takes one. */
export function faultOfFile({ fileName: name, size }: Pick<Proof, 'fileName' | 'size'>): Problem | null {
	if (size === 0) return problem('file.empty', { name }, 'file');
	if (size !== null && size > MAX_FILE_BYTES)
		return problem('file.too_large', { name, megabytes: MAX_FILE_MEGABYTES }, 'file');
	return null;
}

function faultOfWords({ caption }: Pick<Proof, 'caption'>): Problem | null {
	return caption.length > LONGEST_CAPTION
		? problem('input.too_long', { field: 'caption', maximum: LONGEST_CAPTION }, 'caption')
		: null;
}

/** A team may draw on what the agency gave; the agency does not see what the team gathers. */
const isOriginalThere = ({ evidence }: ProofPlace, proof: Proof): boolean =>
	proof.originalId === null ||
	evidence.some(
		(original) =>
			original.id === proof.originalId &&
			(original.side === proof.side || proof.side === 'team') &&
			standsAt(original, proof.subjectKind, proof.subjectId)
	);

/** Whether papers call it a photo: by what was announced, which a signature has bound. */
export const isPicture = (mediaType: string | null): boolean => mediaType?.startsWith('image/') === true;
