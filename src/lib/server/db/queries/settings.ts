/** Facts about this installation, kept as JSON under a key. */
import { asc, eq, sql } from 'drizzle-orm';
import type { ChasingSettings } from '#lib/domain/chasing-settings.ts';
import type { OfficeFacts } from '#lib/domain/office.ts';
import type { OfficePhrases } from '#lib/domain/papers/phrases.ts';
import type { Db } from '../open.ts';
import { prepared } from '../prepared.ts';
import { settings } from '../schema/audit.ts';
import { calendarDays } from '../schema/criteria.ts';

export interface SettingValues {
	/**
	 * Absent in a new installation, until its administrator says it. `version` is the optimistic lock, absent where it was
	 * never edited by hand.
	 */
	office: OfficeFacts & { version?: number };
	/** When reminders go out; absent while the defaults hold. `version` is the optimistic lock. */
	chasing: ChasingSettings & { version: number };
	/** Fixed sentences that the office words otherwise; absent while it has none. `version` is the optimistic lock. */
	paper_phrases: { version: number; texts: OfficePhrases };
	/** The picture in the head of the department's papers (SHA-256, hex); absent while there was none. */
	department_logo: { sha256: string | null };
	/** The last day whose notices were made (YYYY-MM-DD). */
	chasing_run: { day: string };
	/** Present only in a demonstration: the accounts that the login page lists. */
	demo_accounts: { username: string; password: string; displayName: string; group: string }[];
}

const setting = prepared((orm) =>
	orm
		.select({ value: settings.value })
		.from(settings)
		.where(eq(settings.key, sql.placeholder('key')))
		.prepare()
);

export function readSetting<K extends keyof SettingValues>(db: Db, key: K): SettingValues[K] | undefined {
	return setting(db).get({ key })?.value as SettingValues[K] | undefined;
}

export function writeSetting<K extends keyof SettingValues>(db: Db, key: K, value: SettingValues[K]): void {
	db.orm
		.insert(settings)
		.values({ key, value })
		.onConflictDoUpdate({ target: settings.key, set: { value } })
		.run();
}

export type CalendarDayRow = typeof calendarDays.$inferSelect;

const allDays = prepared((orm) => orm.select().from(calendarDays).orderBy(asc(calendarDays.day)).prepare());

export const listCalendarDays = (db: Db): CalendarDayRow[] => allDays(db).all();

export function writeCalendarDay(db: Db, row: CalendarDayRow): void {
	db.orm.insert(calendarDays).values(row).onConflictDoUpdate({ target: calendarDays.day, set: row }).run();
}

export function deleteCalendarDay(db: Db, day: string): void {
	db.orm.delete(calendarDays).where(eq(calendarDays.day, day)).run();
}
