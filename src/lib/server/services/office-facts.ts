/** What papers say of the office itself; issued papers keep what they said. */
import { USUAL_OFFICE, type OfficeFacts } from '#lib/domain/office.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { requireOffice, requireVersion } from './access.ts';

type Reader = Pick<Ctx, 'db'>;

export interface OfficeView {
	/** False until somebody has said it; `facts` are then what most offices say. */
	isNamed: boolean;
	version: number;
	facts: OfficeFacts;
}

/** For the administrator's form. */
export function readOfficeView(ctx: Ctx): OfficeView {
	requireOffice(ctx, 'appearance.manage');
	return current(ctx);
}

/** Drafts and new papers bear it from now on. Problem `version.stale`. */
export function saveOffice(ctx: Ctx, version: number, facts: OfficeFacts): void {
	requireOffice(ctx, 'appearance.manage');
	inTransaction(ctx, () => {
		const before = current(ctx);
		requireVersion(before.version, version);
		writeSetting(ctx.db, 'office', { ...facts, version: version + 1 });
		writeAudit(ctx, {
			action: 'office.edit',
			subjectKind: 'setting',
			subjectId: 'office',
			old: before.isNamed ? before.facts : null,
			new: facts
		});
	});
}

/** Whether papers can be made at all. */
export const isOfficeNamed = ({ db }: Reader): boolean => readSetting(db, 'office') !== undefined;

/** For every paper. The caller has asked for permission. Problem `office.unnamed`: nobody has said it yet. */
export function requireOfficeFacts({ db }: Reader): OfficeFacts {
	const facts = readSetting(db, 'office');
	if (facts === undefined) throw new ProblemError(problem('office.unnamed', {}));
	return facts;
}

function current({ db }: Reader): OfficeView {
	const kept = readSetting(db, 'office');
	if (kept === undefined) return { isNamed: false, version: 0, facts: USUAL_OFFICE };
	const { version, ...facts } = kept;
	return { isNamed: true, version: version ?? 0, facts };
}
