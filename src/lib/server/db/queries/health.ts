import type { Db } from '../open.ts';

/** Whether the database answers a read. Cheap: it is asked every few seconds. */
export function isDatabaseSound(db: Db): boolean {
	try {
		return db.sqlite.prepare('select count(*) as n from sqlite_schema').pluck().get() !== 0;
	} catch {
		return false;
	}
}
