/** What opens the things that a person keeps on a device, given to that person alone while they are signed in. */
import { deviceSecret } from '../auth/device-secret.ts';
import type { Ctx } from '../context.ts';
import { requireActor } from './access.ts';

/**
 * The secret of the signed-in person for a device (32 bytes). An account that is locked or must change its password
 * gets none, so a lost tablet stays closed once its owner's account is. Throws `auth.required`,
 * `auth.must_change_password`.
 */
export function readDeviceKey(ctx: Ctx, deviceId: string): { accountId: string; secret: Buffer } {
	const { id: accountId } = requireActor(ctx);
	return { accountId, secret: deviceSecret(ctx.config.dataDir, accountId, deviceId) };
}
