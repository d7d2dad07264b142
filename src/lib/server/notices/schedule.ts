/**
 * The clock of the reminders. Wakes every five minutes; what is to be done then is decided by the services from the day
 * and the settings, so a run that was missed while the server was off is made up at the first waking, once.
 */
import { Cron } from 'croner';
import type { Ctx } from '../context.ts';
import { runChasing } from '../services/chasing.ts';
import { settleInterrupted } from '../services/mailings.ts';

const EVERY_FIVE_MINUTES = '*/5 * * * *';

/** Starts the clock and returns what stops it. `makeCtx` gives the system's own context, with its clock. */
export function startChasing(makeCtx: () => Ctx): () => void {
	settleInterrupted(makeCtx());
	const wake = async () => {
		const ctx = makeCtx();
		try {
			const { made, delivered } = await runChasing(ctx);
			if (made + delivered > 0) ctx.log.info({ made, delivered }, 'notices');
		} catch (thrown) {
			// The next waking tries again; a bug here must not take the server down.
			ctx.log.error({ err: thrown }, 'notices failed');
		}
	};
	const job = new Cron(
		EVERY_FIVE_MINUTES,
		{ timezone: 'Asia/Ho_Chi_Minh', protect: true, unref: true },
		wake
	);
	void job.trigger();
	return () => job.stop();
}
