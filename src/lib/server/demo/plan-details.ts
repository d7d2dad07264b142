/** What the plans of the demonstration say in depth: a correction with steps, a target in figures, a cause elsewhere. */
import type { ActionTarget } from '#lib/domain/action-target.ts';
import type { ActionInput } from '../services/remediation.ts';

type Detail = Partial<
	Pick<ActionInput, 'correction' | 'causeOwner' | 'causeBody' | 'causeKind' | 'target' | 'milestones'>
>;

const TARGET: ActionTarget = {
	what: 'Hồ sơ được rà soát, bổ sung',
	unit: 'hồ sơ',
	numerator: 120,
	denominator: 120
};

/** The first action has steps, the second a target, the third waits for another body; the rest are plain. */
export function planDetail(at: number, workday: (offset: number) => string, dueOn: string): Detail {
	if (at === 1) return { target: TARGET };
	if (at === 2) return { causeKind: 'objective', causeOwner: 'other', causeBody: 'UBND tỉnh' };
	if (at > 2) return {};
	const steps = [
		['Rà soát, lập danh sách hồ sơ còn thiếu', workday(3)],
		['Bổ sung đủ tài liệu, kiểm tra chéo giữa các phòng', workday(8)],
		['Báo cáo lãnh đạo, đưa vào kiểm tra hằng quý', dueOn]
	] as const;
	return {
		correction: 'Bổ sung ngay các hồ sơ đã được Đoàn kiểm tra chỉ ra',
		milestones: steps.filter(([, day]) => day <= dueOn).map(([text, day]) => ({ id: '', text, dueOn: day }))
	};
}

/** Figures of a report on an action with a target, as far as it is done. */
export const figuresAt = (
	target: ActionTarget | null,
	percent: number
): { numerator: number | null; denominator: number | null } =>
	target === null
		? { numerator: null, denominator: null }
		: { numerator: Math.floor((target.numerator * percent) / 100), denominator: target.denominator };
