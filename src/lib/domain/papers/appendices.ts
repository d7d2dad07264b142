/** Lists that go with a paper: papers and photos seen as evidence, files drawn as samples (documents, section 3). */
import { formatCount } from '../number-format.ts';
import { wordEvidence } from './area-results.ts';
import type { EvidenceItem, InspectionRecord } from './inspection-record.ts';
import type { Appendix } from './paper.ts';
import { capitalised } from './wording.ts';

const SIDE_WORDS: Record<EvidenceItem['side'], string> = { agency: 'Cơ quan', team: 'Đoàn kiểm tra' };
const MEDIUM_WORDS: Record<EvidenceItem['medium'], string> = { document: 'Tài liệu', photo: 'Ảnh chụp' };

/** Codes compare by their numbers: 2.1.1 stands before 10.1.1. Evidence without a code comes last. */
function byCode(a: EvidenceItem, b: EvidenceItem): number {
	if (a.subcriterionCode === null || b.subcriterionCode === null)
		return Number(a.subcriterionCode === null) - Number(b.subcriterionCode === null);
	const [x, y] = [a.subcriterionCode.split('.').map(Number), b.subcriterionCode.split('.').map(Number)];
	const at = x.findIndex((part, i) => part !== y[i]);
	return at < 0 ? 0 : x[at]! - (y[at] ?? 0);
}

/** Danh mục tài liệu kiểm chứng, by code; null when there is none. Evidence of the remedy is not in it. */
export function evidenceAppendix(record: InspectionRecord): Appendix | null {
	const listed = record.evidence.filter(({ actionId }) => actionId === null).toSorted(byCode);
	if (listed.length === 0) return null;
	return {
		key: 'evidence',
		title: 'Danh mục tài liệu kiểm chứng',
		table: {
			form: 'evidence',
			columns: ['TT', 'Tiêu chí', 'Tài liệu kiểm chứng', 'Loại', 'Bên cung cấp'],
			rows: listed.map((item, i) => ({
				emphasis: 'none',
				cells: [
					String(i + 1),
					item.subcriterionCode ?? '',
					wordEvidence(item),
					MEDIUM_WORDS[item.medium],
					SIDE_WORDS[item.side]
				]
			}))
		}
	};
}

/** What the agency handed in with its self-assessment. */
export const ownEvidence = ({ evidence }: Pick<InspectionRecord, 'evidence'>): EvidenceItem[] =>
	evidence.filter(({ side, subcriterionCode, actionId }) => {
		return side === 'agency' && subcriterionCode !== null && actionId === null;
	});

/** Danh mục tài liệu kiểm chứng of the agency alone, by code; null when there is none. */
export function ownEvidenceAppendix(record: Pick<InspectionRecord, 'evidence'>): Appendix | null {
	const listed = ownEvidence(record).toSorted(byCode);
	if (listed.length === 0) return null;
	return {
		key: 'evidence',
		title: 'Danh mục tài liệu kiểm chứng',
		table: {
			form: 'own_evidence',
			columns: ['TT', 'Tiêu chí', 'Tài liệu kiểm chứng', 'Loại'],
			rows: listed.map((item, i) => ({
				emphasis: 'none',
				cells: [String(i + 1), item.subcriterionCode ?? '', wordEvidence(item), MEDIUM_WORDS[item.medium]]
			}))
		}
	};
}

/** Danh sách hồ sơ mẫu; null when none was listed. */
export function samplesAppendix(record: InspectionRecord): Appendix | null {
	if (record.samples.length === 0) return null;
	return {
		key: 'samples',
		title: 'Danh sách hồ sơ mẫu',
		table: {
			form: 'samples',
			columns: ['TT', 'Tiêu chí', 'Loại hồ sơ', 'Tổng số', 'Đã kiểm tra', 'Có sai sót', 'Kết quả'],
			rows: record.samples.map((sample, i) => ({
				emphasis: 'none',
				cells: [
					String(i + 1),
					sample.subcriterionCode ?? '',
					sample.title,
					sample.total === null ? '' : formatCount(sample.total),
					formatCount(sample.taken),
					formatCount(sample.faulty),
					capitalised(sample.result)
				]
			}))
		}
	};
}
