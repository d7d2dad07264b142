/**
 * Logos in the head of papers: of an agency on its own, of the department on its own. A paper that was issued keeps its
 * bytes and names its picture by hash in its content, so a change is seen on drafts and new papers only.
 */
import { USUAL_OFFICE } from '#lib/domain/office.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findAgency, setAgencyLogo } from '../db/queries/agencies.ts';
import { insertFile } from '../db/queries/documents.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { FileStore } from '../evidence/store.ts';
import { requireOffice } from './access.ts';
import { cleanLogo } from './logo-picture.ts';

/** An agency by its id, or the department that uses the product. */
export type LogoOwner = { of: 'agency'; id: string } | { of: 'department' };

export interface LogoView {
	/** Whose it is, as papers name the body. */
	name: string;
	/** Of the picture, hex; null where there is none. */
	sha256: string | null;
}

/** Problem `not_found`. */
export function readLogo(ctx: Ctx, owner: LogoOwner): LogoView {
	requireOffice(ctx, 'appearance.manage');
	return current(ctx, owner);
}

/** The picture itself, a PNG. Problem `not_found`, also where there is none. */
export function readLogoFile(ctx: Ctx, owner: LogoOwner): Buffer {
	requireOffice(ctx, 'appearance.manage');
	const { sha256 } = current(ctx, owner);
	if (sha256 === null) throw new ProblemError(problem('not_found', {}));
	return new FileStore(ctx.config.dataDir).get(sha256);
}

/**
 * Puts a picture into the head of papers made from now on. `seen`: hash of the logo that was looked at, null for none.
 * Throws `not_found`, `logo.changed` when it is another by now, and what `cleanLogo` says.
 */
export async function replaceLogo(
	ctx: Ctx,
	owner: LogoOwner,
	seen: string | null,
	file: { name: string; bytes: Uint8Array }
): Promise<LogoView> {
	requireOffice(ctx, 'appearance.manage');
	requireSeen(ctx, owner, seen);
	const picture = await cleanLogo(file);
	const sha256 = new FileStore(ctx.config.dataDir).put(picture);
	return inTransaction(ctx, () => {
		insertFile(ctx.db, {
			sha256,
			size: picture.length,
			mediaType: 'image/png',
			storedAt: ctx.now()
		});
		return write(ctx, owner, seen, sha256);
	});
}

/** Papers made from now on have no logo; the picture stays for those that were issued with it. Problems as above. */
export function removeLogo(ctx: Ctx, owner: LogoOwner, seen: string | null): LogoView {
	requireOffice(ctx, 'appearance.manage');
	return inTransaction(ctx, () => write(ctx, owner, seen, null));
}

function current({ db }: Pick<Ctx, 'db'>, owner: LogoOwner): LogoView {
	if (owner.of === 'department')
		return {
			name: (readSetting(db, 'office') ?? USUAL_OFFICE).departmentName,
			sha256: readSetting(db, 'department_logo')?.sha256 ?? null
		};
	const agency = findAgency(db, owner.id);
	if (!agency) throw new ProblemError(problem('not_found', {}));
	return { name: agency.name, sha256: agency.logoSha256 };
}

function requireSeen(ctx: Pick<Ctx, 'db'>, owner: LogoOwner, seen: string | null): LogoView {
	const before = current(ctx, owner);
	if (before.sha256 !== seen) throw new ProblemError(problem('logo.changed', { name: before.name }));
	return before;
}

function write(ctx: Ctx, owner: LogoOwner, seen: string | null, sha256: string | null): LogoView {
	const before = requireSeen(ctx, owner, seen);
	if (owner.of === 'agency') setAgencyLogo(ctx.db, owner.id, sha256);
	else writeSetting(ctx.db, 'department_logo', { sha256 });
	writeAudit(ctx, {
		action: sha256 === null ? 'appearance.remove_logo' : 'appearance.replace_logo',
		subjectKind: owner.of === 'agency' ? 'agency' : 'setting',
		subjectId: owner.of === 'agency' ? owner.id : 'department_logo',
		old: { sha256: before.sha256 },
		new: { sha256 }
	});
	return { ...before, sha256 };
}
