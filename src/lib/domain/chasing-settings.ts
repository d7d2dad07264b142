/** When reminders go out: differs by province, so it is a setting; the numbers here are defaults, not law. */
import { fail, ok, type Result } from './problems.ts';

export interface ChasingSettings {
	enabled: boolean;
	/** Working days before the day, each once; the largest first. */
	before: number[];
	/** After the day: every so many working days. */
	everyAfter: number;
	/** The stop rule: so many reminders after the day, then no more. */
	maximumAfter: number;
	/** Working days late after which the agency's head is told. */
	toHeadAfter: number;
	/** Working days late after which the body above is told; more than `toHeadAfter`. */
	toSuperiorAfter: number;
	/** Weekday of the digest of everything open: 1 (Monday) to 5; 0 for none. */
	weeklyOn: number;
	/** HH:MM in Việt Nam; mails of a day go out at this time or, when the server was off, as soon as it is on. */
	sendAt: string;
}

export const DEFAULT_CHASING: ChasingSettings = {
	enabled: true,
	before: [30, 7, 1],
	everyAfter: 5,
	maximumAfter: 6,
	toHeadAfter: 5,
	toSuperiorAfter: 15,
	weeklyOn: 1,
	sendAt: '07:30'
};

export const LONGEST_BEFORE = 120;
export const MOST_BEFORE = 6;
const LIMITS = {
	everyAfter: [1, 60],
	maximumAfter: [0, 52],
	toHeadAfter: [1, 120],
	toSuperiorAfter: [2, 240],
	weeklyOn: [0, 5]
} as const satisfies Partial<Record<keyof ChasingSettings, readonly [number, number]>>;

/** Problems `input.invalid` at the field, `chasing.superior_before_head`. */
export function checkChasing(settings: ChasingSettings): Result<ChasingSettings> {
	for (const [field, [low, high]] of Object.entries(LIMITS)) {
		const value = settings[field as keyof typeof LIMITS];
		if (!Number.isInteger(value) || value < low || value > high)
			return fail('input.invalid', { field }, field);
	}
	const before = [...new Set(settings.before)].sort((a, b) => b - a);
	if (before.length > MOST_BEFORE || before.some((n) => !Number.isInteger(n) || n < 1 || n > LONGEST_BEFORE))
		return fail('input.invalid', { field: 'before' }, 'before');
	if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(settings.sendAt))
		return fail('input.invalid', { field: 'sendAt' }, 'sendAt');
	const { toHeadAfter: head, toSuperiorAfter: superior } = settings;
	if (superior <= head) return fail('chasing.superior_before_head', { head, superior }, 'toSuperiorAfter');
	return ok({ ...settings, before });
}

/** «30, 7, 1» → [30, 7, 1]; null where something in it is no whole number. Empty is none. */
export function parseBefore(text: string): number[] | null {
	const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
	return parts.every((part) => /^\d{1,3}$/.test(part)) ? parts.map(Number) : null;
}
