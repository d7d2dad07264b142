/** Days that the office moved for one agency. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { dueChanges } from '../schema/remediation.ts';

export type DueChangeRow = typeof dueChanges.$inferSelect;

export function insertDueChange(db: Db, row: DueChangeRow): void {
	db.orm.insert(dueChanges).values(row).run();
}

/** Of an inspection, in order of their making. */
export const listDueChanges = (db: Db, inspectionId: string): DueChangeRow[] =>
	db.orm
		.select({
			id: dueChanges.id,
			inspectionId: dueChanges.inspectionId,
			kind: dueChanges.kind,
			dueBefore: dueChanges.dueBefore,
			dueOn: dueChanges.dueOn,
			reason: dueChanges.reason,
			changedBy: dueChanges.changedBy,
			changedAt: dueChanges.changedAt
		})
		.from(dueChanges)
		.where(eq(dueChanges.inspectionId, inspectionId))
		.orderBy(asc(dueChanges.changedAt), asc(dueChanges.id))
		.all();
