/** A real database in a temporary folder with the real migrations, and people whose rights are known. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { onTestFinished } from 'vitest';
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import { isAgencyRole, type AccountRole, type Actor } from '#lib/domain/permissions.ts';
import { ProblemError, type Problem } from '#lib/domain/problems.ts';
import type { ProblemCode } from '#lib/domain/problem-details.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import type { Config } from '#lib/server/config.ts';
import type { Ctx } from '#lib/server/context.ts';
import { openDatabase, type Db } from '#lib/server/db/open.ts';
import { accounts, agencies } from '#lib/server/db/schema/people.ts';
import { auditLines } from '#lib/server/db/schema/audit.ts';
import { createLogger } from '#lib/server/log.ts';

export interface TestDatabase {
	db: Db;
	/** The data folder; the database is in it. */
	dir: string;
	close: () => void;
}

/** For one test, or what stands before each: closed and removed when the test is over. `fill` puts it into the folder. */
export function openTestDatabase(fill = fillEmpty): TestDatabase {
	const opened = openSharedDatabase(fill);
	/* Not `afterEach`: files share their modules (vite.config.ts), which would hook it to the first of them only. */
	onTestFinished(opened.close);
	return opened;
}

const DATABASE = 'thuoc.sqlite';

/** What the real migrations make of an empty file: the same for every test, so they run once a process. */
let migrated: Buffer | undefined;
function migrateOnce(): Buffer {
	const dir = mkdtempSync(join(tmpdir(), 'thuoc-empty-'));
	openDatabase(join(dir, DATABASE)).sqlite.close();
	const bytes = readFileSync(join(dir, DATABASE));
	rmSync(dir, { recursive: true, force: true });
	return bytes;
}

const fillEmpty = (dir: string): void => writeFileSync(join(dir, DATABASE), (migrated ??= migrateOnce()));

/** For several tests of a file: whoever opens it closes it. */
export function openSharedDatabase(fill = fillEmpty): TestDatabase {
	const dir = mkdtempSync(join(tmpdir(), 'thuoc-test-'));
	fill(dir);
	const db = openDatabase(join(dir, DATABASE));
	/* Nobody cuts the power in the middle of these: where that is the story, the product opens the file itself. */
	db.sqlite.pragma('synchronous = OFF');
	return {
		db,
		dir,
		close: () => {
			if (db.sqlite.open) db.sqlite.close();
			rmSync(dir, { recursive: true, force: true });
		}
	};
}

/** Saturday 12/9/2026, 08:00 in Việt Nam. */
export const TEST_NOW = Date.UTC(2026, 8, 12, 1);

export interface TestCtx extends Ctx {
	clock: { at: number };
}

/** A context whose clock stands still until the test moves `clock.at`. */
export function makeCtx(
	{ db, dir }: TestDatabase,
	actor: Actor | null = null,
	config: Partial<Config> = {}
): TestCtx {
	const clock = { at: TEST_NOW };
	return {
		db,
		config: {
			dataDir: dir,
			mode: 'demo',
			port: 3000,
			origin: 'http://localhost:3000',
			keyPassphrase: 'test-passphrase',
			sessionIdleMs: 12 * 3_600_000,
			mail: null,
			timestamp: null,
			signBridge: null,
			logLevel: 'silent',
			...config
		},
		actor,
		clock,
		now: () => clock.at,
		newId: () => v7(),
		log: createLogger('silent'),
		origin: { address: '192.0.2.10', device: 'Vitest' }
	};
}

/** The same place and clock, another person. */
export const as = (ctx: TestCtx, actor: Actor | null): TestCtx => ({ ...ctx, actor });

/** One password for all people of the tests; its hash is made once. */
export const TEST_PASSWORD = 'mật khẩu thử 42';
let hashed: Promise<string> | undefined;

export interface NewAgency {
	id?: string;
	code?: string;
	name?: string;
	shortName?: string;
	sign?: string;
	level?: AgencyLevel;
}

let counter = 0;

export function addAgency(db: Db, given: NewAgency = {}): string {
	counter += 1;
	const id = given.id ?? v7();
	const code = given.code ?? `CQ${counter}`;
	db.orm
		.insert(agencies)
		.values({
			id,
			code,
			name: given.name ?? `Cơ quan thử ${counter}`,
			shortName: given.shortName ?? `CQ thử ${counter}`,
			sign: given.sign ?? code,
			level: given.level ?? 'department',
			superior: 'UBND tỉnh',
			headTitle: 'Giám đốc',
			place: 'Tỉnh thử',
			createdAt: TEST_NOW
		})
		.run();
	return id;
}

export interface NewAccount {
	username?: string;
	displayName?: string;
	title?: string;
	agencyId?: string | null;
	mustChangePassword?: boolean;
	disabledAt?: number | null;
}

/** An account of a role, as an actor. The password is `TEST_PASSWORD`. */
export async function addAccount(db: Db, role: AccountRole, given: NewAccount = {}): Promise<Actor> {
	counter += 1;
	hashed ??= hashPassword(TEST_PASSWORD);
	const row = {
		id: v7(),
		username: given.username ?? `${role.replaceAll('_', '-')}-${counter}`,
		displayName: given.displayName ?? `Người thử ${counter} (${role})`,
		title: given.title ?? '',
		role,
		agencyId: given.agencyId ?? (isAgencyRole(role) ? addAgency(db) : null),
		passwordHash: await hashed,
		mustChangePassword: given.mustChangePassword ?? false,
		disabledAt: given.disabledAt ?? null,
		createdAt: TEST_NOW
	};
	db.orm.insert(accounts).values(row).run();
	const { id, displayName, agencyId, mustChangePassword } = row;
	return { id, role, agencyId, displayName, mustChangePassword };
}

/** One person of each role; the three of the agency stand in the same one, `otherHead` in another. */
export interface People {
	agencyId: string;
	otherAgencyId: string;
	admin: Actor;
	planner: Actor;
	/** Three inspectors: lead, secretary and member of a team, once a test puts them there. */
	lead: Actor;
	secretary: Actor;
	member: Actor;
	/** An inspector without a place in any team. */
	inspector: Actor;
	clerk: Actor;
	viewer: Actor;
	head: Actor;
	officer: Actor;
	agencyClerk: Actor;
	otherHead: Actor;
}

export async function addPeople(db: Db): Promise<People> {
	const agencyId = addAgency(db, { name: 'Sở Thử nghiệm', shortName: 'Sở Thử', sign: 'STN' });
	const otherAgencyId = addAgency(db, { name: 'Sở Khác', shortName: 'Sở Khác', sign: 'SK' });
	return {
		agencyId,
		otherAgencyId,
		admin: await addAccount(db, 'admin', { username: 'admin' }),
		planner: await addAccount(db, 'planner', { username: 'planner' }),
		lead: await addAccount(db, 'inspector', { username: 'lead' }),
		secretary: await addAccount(db, 'inspector', { username: 'secretary' }),
		member: await addAccount(db, 'inspector', { username: 'member' }),
		inspector: await addAccount(db, 'inspector', { username: 'inspector' }),
		clerk: await addAccount(db, 'clerk', { username: 'clerk' }),
		viewer: await addAccount(db, 'viewer', { username: 'viewer' }),
		head: await addAccount(db, 'agency_head', { username: 'head', agencyId }),
		officer: await addAccount(db, 'agency_officer', { username: 'officer', agencyId }),
		agencyClerk: await addAccount(db, 'agency_clerk', { username: 'agency-clerk', agencyId }),
		otherHead: await addAccount(db, 'agency_head', { username: 'other-head', agencyId: otherAgencyId })
	};
}

/** What a service answers with: the problem it throws. Fails the test when it throws none. */
export async function problemOf(work: () => unknown): Promise<Problem> {
	try {
		await work();
	} catch (thrown) {
		if (thrown instanceof ProblemError) return thrown.problem;
		throw thrown;
	}
	throw new Error('expected a problem, but it went through');
}

/** Only the code, or `null` when it goes through. */
export async function codeOf(work: () => unknown): Promise<ProblemCode | null> {
	try {
		await work();
		return null;
	} catch (thrown) {
		if (thrown instanceof ProblemError) return thrown.problem.code;
		throw thrown;
	}
}

/** The record's actions in order, of one subject or of all. */
export function auditActions(db: Db, subjectId?: string): string[] {
	return db.orm
		.select({ action: auditLines.action, subjectId: auditLines.subjectId })
		.from(auditLines)
		.orderBy(auditLines.id)
		.all()
		.filter((line) => subjectId === undefined || line.subjectId === subjectId)
		.map(({ action }) => action);
}
