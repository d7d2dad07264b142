/** Makes the demonstration province in an empty data folder: people, agencies, criteria, and inspections at every step. */
import { DEFAULT_SETTINGS } from '#lib/domain/campaign.ts';
import { addWorkingDays, dayOf, isWorkingDay, type WorkCalendar } from '#lib/domain/calendar.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import type { AgencyLevel, CriteriaSet } from '#lib/domain/criteria.ts';
import type { OfficeFacts } from '#lib/domain/office.ts';
import { canonicalJson } from '#lib/domain/papers/canonical.ts';
import { createHash } from 'node:crypto';
import criteriaFile from './data/criteria.json' with { type: 'json' };
import { hashPassword } from '../auth/password.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { insertAgency, insertUnit } from '../db/queries/agencies.ts';
import { insertCriteriaSet } from '../db/queries/criteria.ts';
import { insertAccount } from '../db/queries/people.ts';
import { writeSetting } from '../db/queries/settings.ts';
import { writeAudit } from '../audit/audit.ts';
import { loadCalendar } from '../services/calendar.ts';
import { ensureSealIdentity } from '../services/seal.ts';
import { Driver } from './driver.ts';
import { DEMO_ACCOUNTS, DEMO_AGENCIES, DEMO_PASSWORD } from './people.ts';
import { driveInspection2018 } from './inspection-2018.ts';
import { driveInspection2021 } from './inspection-2021.ts';
import { driveCurrentYear } from './current-year.ts';

/** What the stories of the demonstration are driven with. */
export interface Stage {
	driver: Driver;
	agencyIds: ReadonlyMap<string, string>;
	sets: Record<AgencyLevel, CriteriaSet>;
	calendar: WorkCalendar;
	/** Today, and the working day that many working days from it (or from the last working day before it). */
	today: string;
	workday: (days: number) => string;
}

const OFFICE: OfficeFacts = {
	provinceName: 'Bình Định',
	committee: 'UBND tỉnh Bình Định',
	place: 'Bình Định',
	departmentName: 'Sở Nội vụ',
	departmentSign: 'SNV',
	unitSign: 'CCHC',
	conclusionSigner: { capacity: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Trưởng đoàn kiểm tra' }
};

/** The certificate of the demonstration is valid from before its oldest paper. */
const FIRST_DAY = '2018-01-02';

/**
 * Fills an empty database. Everything from the first campaign on goes through the services as the people of the
 * demonstration. Takes some seconds, because each paper is drawn and sealed; `onProgress` hears what is being made.
 */
export async function makeDemonstration(
	ctx: Ctx,
	onProgress: (what: string) => void = () => {}
): Promise<void> {
	onProgress('tài khoản, cơ quan và bộ tiêu chí');
	const passwordHash = await hashPassword(DEMO_PASSWORD);
	await ensureSealIdentity(ctx, OFFICE.departmentName, Date.parse(`${FIRST_DAY}T00:00:00+07:00`));
	const agencyIds = new Map(DEMO_AGENCIES.map(({ code }) => [code, ctx.newId()]));
	const sets = importedSets();
	inTransaction(ctx, () => {
		writeSetting(ctx.db, 'office', OFFICE);
		writeSetting(
			ctx.db,
			'demo_accounts',
			DEMO_ACCOUNTS.map(({ username, displayName, group }) => ({
				username,
				displayName,
				group,
				password: DEMO_PASSWORD
			}))
		);
		makeAgencies(ctx, agencyIds);
		makeAccounts(ctx, agencyIds, passwordHash);
		makeSets(ctx, sets);
		writeAudit(ctx, {
			action: 'demonstration.make',
			subjectKind: 'installation',
			subjectId: 'demonstration'
		});
	});
	const today = dayOf(ctx.now());
	const calendar = loadCalendar(ctx);
	const stage: Stage = {
		driver: new Driver(ctx, ctx.now()),
		agencyIds,
		sets,
		calendar,
		today,
		// Day 0 is a day on which an office works: today, or the last one before it.
		workday: (days) =>
			addWorkingDays(
				isWorkingDay(today, calendar) ? today : addWorkingDays(today, -1, calendar),
				days,
				calendar
			)
	};
	onProgress('cuộc kiểm tra ngày 12/9/2018 tại Sở Lao động - Thương binh và Xã hội');
	await driveInspection2018(stage);
	onProgress('tám tồn tại năm 2021 và kết quả khắc phục');
	await driveInspection2021(stage);
	onProgress('đợt kiểm tra năm nay');
	await driveCurrentYear(stage);
}

function importedSets(): Record<AgencyLevel, CriteriaSet> {
	const { sets, problems } = importSets(criteriaFile);
	const department = sets.find(({ level }) => level === 'department');
	const commune = sets.find(({ level }) => level === 'commune');
	if (problems.length > 0 || !department || !commune)
		throw new Error(`criteria.json: ${JSON.stringify(problems[0])}`);
	return { department, commune };
}

function makeAgencies(ctx: Ctx, ids: ReadonlyMap<string, string>): void {
	for (const { units, validTo, ...agency } of DEMO_AGENCIES) {
		const agencyId = ids.get(agency.code)!;
		insertAgency(ctx.db, {
			...agency,
			id: agencyId,
			address: '',
			validTo: validTo ?? null,
			createdAt: ctx.now()
		});
		for (const unit of units)
			insertUnit(ctx.db, { ...unit, id: ctx.newId(), agencyId, createdAt: ctx.now() });
	}
}

function makeAccounts(ctx: Ctx, ids: ReadonlyMap<string, string>, passwordHash: string): void {
	for (const { username, displayName, title, role, agency } of DEMO_ACCOUNTS)
		insertAccount(ctx.db, {
			id: ctx.newId(),
			username,
			displayName,
			title,
			role,
			agencyId: agency === null ? null : ids.get(agency)!,
			passwordHash,
			mustChangePassword: false,
			createdAt: ctx.now()
		});
}

function makeSets(ctx: Ctx, sets: Record<AgencyLevel, CriteriaSet>): void {
	for (const content of Object.values(sets))
		insertCriteriaSet(ctx.db, {
			id: ctx.newId(),
			code: content.code,
			setVersion: content.version,
			title: content.title,
			level: content.level,
			year: content.year,
			status: 'published',
			content,
			contentHash: createHash('sha256').update(canonicalJson(content)).digest('hex'),
			createdAt: ctx.now(),
			publishedAt: ctx.now()
		});
}

/** A citation as the campaigns of the demonstration need it. */
export const cite = (
	kind: string,
	number: string,
	sign: string,
	issuedOn: string,
	issuer: string,
	subject: string
) => ({
	kind,
	number,
	sign,
	issuedOn,
	issuer,
	subject
});

export const SETTINGS = DEFAULT_SETTINGS;
