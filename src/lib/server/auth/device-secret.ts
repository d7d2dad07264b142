/**
 * The secrets that open what people keep on their devices: one for each account and device, reckoned from one secret
 * of this installation, so that nothing has to be stored for each. The file belongs into the backup like the rest of
 * the data folder: without it devices open by their owner's code alone.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 32;

/** 32 bytes, the same each time for the same account and device of one installation. */
export function deviceSecret(dataDir: string, accountId: string, deviceId: string): Buffer {
	const info = JSON.stringify(['thuoc-device', accountId, deviceId]);
	return Buffer.from(hkdfSync('sha256', installationSecret(dataDir), new Uint8Array(), info, BYTES));
}

/** Throws for a file that is not what was written here: to go on with another would leave devices closed. */
function installationSecret(dataDir: string): Buffer {
	const folder = join(dataDir, 'keys');
	const path = join(folder, 'devices.key');
	if (!existsSync(path)) {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const temporary = `${path}.new`;
		writeFileSync(temporary, randomBytes(BYTES), { mode: 0o600, flush: true });
		renameSync(temporary, path);
	}
	const secret = readFileSync(path);
	if (secret.length !== BYTES) throw new Error('keys/devices.key is damaged');
	return secret;
}
