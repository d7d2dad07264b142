/** How the minutes end: hour, reading back, copies, a refusal if there was one, and who signs. */
import { dayOf } from '../calendar.ts';
import type { SignatureSide } from '../inspection.ts';
import type { DrawnSignature } from '../session.ts';
import { nameByRole, signatureBlock } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { SignatureBlock } from './paper.ts';
import { dayInWords, endWith, hourInWords, inOneSentence, linesOf, twoDigits } from './wording.ts';

/** What the end of any minutes is made from: an inspection's, or a re-check's. */
export interface ClosedSession extends Pick<InspectionRecord, 'session' | 'team' | 'agency' | 'drawn'> {
	inspection: Pick<InspectionRecord['inspection'], 'year'>;
}

/** Stands under the title of whoever would not sign. */
export const REFUSED_NOTE = '(Từ chối ký)';

const isRefused = ({ session }: Pick<InspectionRecord, 'session'>): boolean =>
	session.refusalReason.trim() !== '';

/** The last paragraphs; the very last ends with «./.». */
export function closingOf(record: ClosedSession): string[] {
	const end = endOfSession(record);
	return isRefused(record)
		? [endWith(end, '.'), endWith(refusalInWords(record), './.')]
		: [endWith(end, './.')];
}

/** «thống nhất» is said only where both sides sign. */
function endOfSession(record: ClosedSession): string {
	const { startedAt, endedAt, copies } = record.session;
	const sameDay = startedAt === null || endedAt === null || dayOf(startedAt) === dayOf(endedAt);
	const day = sameDay ? 'cùng ngày' : dayInWords(dayOf(endedAt), record.inspection.year);
	const agreed = isRefused(record) ? '' : 'thống nhất ';
	return (
		`Biên bản kết thúc vào hồi ${hourInWords(endedAt)} ${day}, được đọc lại cho mọi người cùng nghe, ` +
		`${agreed}và lập thành ${twoDigits(copies)} bản có giá trị như nhau, ${copiesOfEach(copies)}`
	);
}

function copiesOfEach(copies: number): string {
	if (copies % 2 === 0) return `mỗi bên giữ ${twoDigits(copies / 2)} bản`;
	const [ofTeam, ofAgency] = [Math.ceil(copies / 2), Math.floor(copies / 2)];
	return `Đoàn kiểm tra giữ ${twoDigits(ofTeam)} bản, cơ quan được kiểm tra giữ ${twoDigits(ofAgency)} bản`;
}

function refusalInWords({ agency, session }: ClosedSession): string {
	const witnesses = linesOf(session.refusalWitnesses);
	const seenBy = witnesses.length === 0 ? '' : ` Người chứng kiến: ${witnesses.join('; ')}.`;
	return `Đại diện ${agency.name} không ký biên bản. Lý do: ${inOneSentence(session.refusalReason)}.${seenBy}`;
}

/** Agency, lead, secretary; after a refusal a block for each witness, whose line reads «họ tên, chức vụ». */
export function minutesSignatures(record: ClosedSession): SignatureBlock[] {
	const witnesses = isRefused(record) ? linesOf(record.session.refusalWitnesses) : [];
	return [
		agencyBlock(record),
		leadBlock(record),
		signatureBlock('secretary', ['Thư ký'], nameByRole(record, 'secretary')),
		...witnesses.map((line) => signatureBlock('witness', ['Người chứng kiến'], line.split(',')[0]!.trim()))
	];
}

const drawnBy = ({ drawn }: ClosedSession, side: SignatureSide): DrawnSignature | null =>
	drawn.find((signature) => signature.side === side) ?? null;

function agencyBlock(record: ClosedSession): SignatureBlock {
	const { headTitle, headName } = record.agency;
	const onBehalf = 'Đại diện cơ quan được kiểm tra';
	if (isRefused(record)) return signatureBlock('agency_head', [onBehalf, headTitle], '', REFUSED_NOTE);
	const drawn = drawnBy(record, 'agency');
	return {
		...signatureBlock('agency_head', [onBehalf, drawn?.title ?? headTitle], drawn?.name ?? headName),
		drawn
	};
}

/** A deputy who stands in signs for the lead («KT.», NĐ 30/2020, Điều 13). */
function leadBlock(record: ClosedSession): SignatureBlock {
	const drawn = drawnBy(record, 'team');
	const name = drawn?.name ?? nameByRole(record, 'lead');
	const isDeputy = record.team.members.some(
		(member) => member.role === 'deputy_lead' && member.name === name
	);
	const capacity = isDeputy ? ['KT. Trưởng đoàn', 'Phó Trưởng đoàn'] : ['Trưởng đoàn'];
	return { ...signatureBlock('team_lead', ['TM. Đoàn kiểm tra', ...capacity], name), drawn };
}
