/** An office that reminds by mail, and its days as the server's clock lives them. */
import { eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { addDays, daysBetween, startOfDay } from '#lib/domain/calendar.ts';
import { DEFAULT_CHASING } from '#lib/domain/chasing-settings.ts';
import { accounts, agencies } from '#lib/server/db/schema/people.ts';
import { listNotices } from '#lib/server/services/chasing-view.ts';
import { runChasing, saveChasing } from '#lib/server/services/chasing.ts';
import { as, type TestCtx } from './database.ts';
import { by, openWorld, type World } from './inspections.ts';
import { startMailServer, type MailServer } from './mail-server.ts';

/** Stopped when the test is over. */
export async function openMailServer(...login: Parameters<typeof startMailServer>): Promise<MailServer> {
	const server = await startMailServer(...login);
	onTestFinished(server.stop);
	return server;
}

export const NO_WEEKLY = { ...DEFAULT_CHASING, weeklyOn: 0 };

export interface Office {
	world: World;
	/** The system, with the mail server. */
	system: TestCtx;
	mail: MailServer;
}

/** People with addresses, and the reminders of every day without the weekly digest. */
export async function openOffice(settings = NO_WEEKLY): Promise<Office> {
	const world = await openWorld();
	const mail = await openMailServer();
	world.ctx.config.mail = mail.config;
	const { people, ctx } = world;
	const address = (id: string, email: string) =>
		ctx.db.orm.update(accounts).set({ email }).where(eq(accounts.id, id)).run();
	address(people.officer.id, 'officer@stn.example');
	address(people.head.id, 'head@stn.example');
	ctx.db.orm
		.update(agencies)
		.set({ superiorEmail: 'ubnd@tinh.example' })
		.where(eq(agencies.id, people.agencyId))
		.run();
	saveChasing(as(ctx, people.planner), 0, settings);
	return { world, mail, system: as(ctx, null) };
}

/** 07:35 is just after the usual hour of the reminders. */
export const at = (day: string, time = '07:35') =>
	startOfDay(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

/** Every day from `from` to `to`, as the server's clock would. */
export async function live(
	{ system }: Office,
	from: string,
	to: string,
	each?: (day: string) => void
): Promise<void> {
	for (let i = 0; i <= daysBetween(from, to); i += 1) {
		const day = addDays(from, i);
		system.clock.at = at(day);
		each?.(day);
		await runChasing(system);
	}
}

export const received = ({ mail }: Office) => mail.received.map(({ to, subject }) => `${to} ${subject}`);
export const history = ({ world }: Office) => listNotices(by(world, 'viewer'));
export const steps = (office: Office) =>
	history(office)
		.map(({ day, address, recipientName, step }) => `${day} ${address ?? recipientName} ${step}`)
		.sort();
