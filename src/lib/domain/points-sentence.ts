/**
 * How points came about, in one or two sentences for people. The texts stand here and not in messages/, because
 * papers print the Vietnamese ones and the domain builds papers. Numbers are written as in Việt Nam in both
 * languages: the figures on an English screen must look like those on the paper.
 */
import { formatCount, formatPercent, formatPoints } from './number-format.ts';
import type { PointsReason } from './scoring.ts';

export type SentenceLocale = 'vi' | 'en';

type Kind = PointsReason['kind'];
type ReasonOf<K extends Kind> = Extract<PointsReason, { kind: K }>;
type Words = { [K in Kind]: (reason: ReasonOf<K>, points: number) => string };
type Counted = ReasonOf<'ratio'> | ReasonOf<'below_floor'>;

/** `points` in hundredths as scored for `reason` (0 where excluded). Ends with a full stop; no line breaks added. */
export function sentenceOf(reason: PointsReason, points: number, locale: SentenceLocale): string {
	const word = (locale === 'vi' ? VI : EN)[reason.kind] as (reason: PointsReason, points: number) => string;
	return word(reason, points);
}

const VI: Words = {
	answered: ({ yes }) => (yes ? 'Có.' : 'Không.'),
	chosen: ({ label }) => closed(label),
	ticked: ({ count, of, capped }, points) =>
		`Đạt ${formatCount(count)} trên ${formatCount(of)} nội dung` +
		(capped ? `, tính đến mức trần ${formatPoints(points)} điểm.` : '.'),
	ratio: (reason) =>
		fraction(reason, 'gần') +
		(reason.bandPercent === undefined ? '.' : `, đạt mức từ ${formatPercent(reason.bandPercent)}.`) +
		partsVi(reason),
	below_floor: (reason) =>
		`${belowFraction(reason, 'chưa đến')}, dưới mức ${formatPercent(reason.floorPercent)}.` + partsVi(reason),
	zero_denominator: ({ effect }) =>
		`Không phát sinh (mẫu số bằng 0): ` +
		{ full: 'được điểm tối đa.', zero: 'không được điểm.', exclude: 'không tính vào tổng điểm.' }[effect],
	count: ({ effect, count, perItem, capped }, points) => {
		if (effect === 'band') return `Đếm được ${formatCount(count)}.`;
		if (effect === 'deduct' && count === 0) return 'Không có trường hợp bị trừ điểm.';
		const change = `${formatCount(count)} trường hợp, mỗi trường hợp ${effect === 'deduct' ? 'trừ' : 'cộng'} ${formatPoints(perItem ?? 0)} điểm`;
		if (!capped) return `${change}.`;
		return `${change}, ${effect === 'deduct' ? 'trừ đến mức thấp nhất' : 'tính đến mức trần'} ${formatPoints(points)} điểm.`;
	},
	growth: ({ current, previous, percent }) => {
		const span = `(kỳ này ${formatCount(current)}, kỳ trước ${formatCount(previous)})`;
		if (percent === 0) return `Không thay đổi ${span}.`;
		return `${percent > 0 ? 'Tăng' : 'Giảm'} ${formatPercent(Math.abs(percent))} ${span}.`;
	},
	best: ({ percent, bestPercent }) =>
		`Đạt ${formatPercent(percent)}; cao nhất trong nhóm là ${formatPercent(bestPercent)}.`,
	manual: ({ reason }) => `Chấm trực tiếp: ${closed(reason)}`,
	survey: ({ percent }) => `Kết quả khảo sát ${formatPercent(percent)}.`,
	not_applicable: ({ reason }) => `Không áp dụng: ${closed(reason)}`
};

const EN: Words = {
	answered: ({ yes }) => (yes ? 'Yes.' : 'No.'),
	chosen: ({ label }) => closed(label),
	ticked: ({ count, of, capped }, points) =>
		`${formatCount(count)} of ${formatCount(of)} items met` +
		(capped ? `, counted up to the cap of ${formatPoints(points)} points.` : '.'),
	ratio: (reason) =>
		fraction(reason, 'nearly') +
		(reason.bandPercent === undefined ? '.' : `, in the band from ${formatPercent(reason.bandPercent)}.`) +
		partsEn(reason),
	below_floor: (reason) =>
		`${belowFraction(reason, 'not quite')}, below ${formatPercent(reason.floorPercent)}.` + partsEn(reason),
	zero_denominator: ({ effect }) =>
		`Nothing arose (the denominator is 0): ` +
		{ full: 'full points.', zero: 'no points.', exclude: 'left out of the total.' }[effect],
	count: ({ effect, count, perItem, capped }, points) => {
		if (effect === 'band') return `${formatCount(count)} counted.`;
		if (effect === 'deduct' && count === 0) return 'Nothing to deduct for.';
		const change = `${formatCount(count)} × ${formatPoints(perItem ?? 0)} points ${effect === 'deduct' ? 'deducted' : 'added'}`;
		if (!capped) return `${change}.`;
		return `${change}, ${effect === 'deduct' ? 'down to the least of' : 'up to the cap of'} ${formatPoints(points)} points.`;
	},
	growth: ({ current, previous, percent }) => {
		const span = `(${formatCount(current)} in this period, ${formatCount(previous)} in the one before)`;
		if (percent === 0) return `No change ${span}.`;
		return `${percent > 0 ? 'Up' : 'Down'} ${formatPercent(Math.abs(percent))} ${span}.`;
	},
	best: ({ percent, bestPercent }) =>
		`${formatPercent(percent)}; the best of the group is ${formatPercent(bestPercent)}.`,
	manual: ({ reason }) => `Scored directly: ${closed(reason)}`,
	survey: ({ percent }) => `Survey result ${formatPercent(percent)}.`,
	not_applicable: ({ reason }) => `Not applicable: ${closed(reason)}`
};

/** «100 % = 2.401 / 2.401»; a ratio that only rounds to 100 % says so. */
function fraction({ percent, numerator, denominator }: Counted, nearly: string): string {
	const rate = percent === 10_000 && numerator < denominator ? `${nearly} ` : '';
	return `${rate}${formatPercent(percent)} = ${formatCount(numerator)} / ${formatCount(denominator)}`;
}

/** A ratio that rounds up to the very floor it misses must not read «80 %, dưới mức 80 %». */
function belowFraction(reason: ReasonOf<'below_floor'>, notQuite: string): string {
	const rate = reason.percent >= reason.floorPercent ? `${notQuite} ` : '';
	return rate + fraction(reason, '');
}

function partsVi({ inProgress, denominator }: Counted): string {
	if (inProgress === undefined || inProgress === 0) return '';
	const received = formatCount(denominator + inProgress);
	return ` Tiếp nhận ${received}, còn ${formatCount(inProgress)} hồ sơ trong hạn không tính vào mẫu số.`;
}

function partsEn({ inProgress, denominator }: Counted): string {
	if (inProgress === undefined || inProgress === 0) return '';
	const received = formatCount(denominator + inProgress);
	return ` ${received} received, ${formatCount(inProgress)} still in time and left out of the denominator.`;
}

function closed(text: string): string {
	const trimmed = text.trim();
	return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
