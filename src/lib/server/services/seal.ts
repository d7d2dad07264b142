/** The organisation's certificate of this installation, for sealing and for checking. */
import { join } from 'node:path';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import {
	ensureDemonstrationIdentity,
	hasIdentity,
	IdentityError,
	readIdentity,
	readTrust
} from '../signing/identity.ts';
import type { SigningIdentity } from '../signing/signer.ts';
import type { Trust } from '../signing/chain.ts';
import type { StampAuthority } from '../signing/stamped-seal.ts';

type Installation = Pick<Ctx, 'config' | 'now'>;

/** Where the certificates lie. */
export const certificatesFolder = ({ config }: Pick<Ctx, 'config'>) => join(config.dataDir, 'certificates');

/** Certificate and key that seal. Problem `seal.unusable`: there is none, it cannot be read, or the passphrase is wrong. */
export function loadSealIdentity(ctx: Installation): SigningIdentity {
	try {
		return readIdentity(certificatesFolder(ctx), ctx.config.keyPassphrase);
	} catch (thrown) {
		if (thrown instanceof IdentityError) throw new ProblemError(problem('seal.unusable', {}));
		throw thrown;
	}
}

/** Whom this installation believes, judged at this moment. */
export function loadTrust(ctx: Installation): Trust {
	return readTrust(certificatesFolder(ctx), ctx.now());
}

/** Whom a signature asks for its time stamp; null where none is set. */
export function stampAuthority(ctx: Installation): StampAuthority | null {
	const settings = ctx.config.timestamp;
	return settings && { settings, trust: loadTrust(ctx) };
}

/**
 * Makes a certificate by an authority of its own where the folder has none, valid from `from` (epoch ms) for ten
 * years from now. Its name says that it is a demonstration; an office brings its own instead.
 */
export async function ensureSealIdentity(
	ctx: Installation,
	organisation: string,
	from: number
): Promise<void> {
	if (hasIdentity(certificatesFolder(ctx))) return;
	const now = new Date(ctx.now());
	await ensureDemonstrationIdentity(certificatesFolder(ctx), ctx.config.keyPassphrase, {
		subject: { commonName: `${organisation} (con dấu điện tử hệ thống)`, organisation },
		from,
		to: now.setFullYear(now.getFullYear() + 10)
	});
}
