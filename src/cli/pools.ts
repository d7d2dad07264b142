import { closePaperPool } from '#lib/server/pdf/in-worker.ts';
import { closeSigningPool } from '#lib/server/signing/in-worker.ts';

export async function closePools(): Promise<void> {
	await Promise.all([closePaperPool(), closeSigningPool()]);
}
