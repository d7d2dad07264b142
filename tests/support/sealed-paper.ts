/** A sealed paper, and what the verifier says of what somebody made of it. */
import { expect } from 'vitest';
import type { Verification } from '#lib/server/signing/verification.ts';
import { verifyPdf } from '#lib/server/signing/verify.ts';
import { makeKit, type Kit } from './signing-kit.ts';

export interface SealedPaper {
	kit: Kit;
	/** The kit's paper with the seal of the office. */
	sealed: Buffer;
	judge: (file: Uint8Array) => Promise<Verification>;
	/** It is not valid, and these are among the reasons. */
	expectRefused: (file: Uint8Array, ...codes: string[]) => Promise<Verification>;
}

export async function sealPaper(): Promise<SealedPaper> {
	const kit = await makeKit();
	const judge = (file: Uint8Array) => verifyPdf(file, kit.trust);
	return {
		kit,
		sealed: await kit.seal(kit.paper),
		judge,
		expectRefused: async (file, ...codes) => {
			const result = await judge(file);
			expect(result.valid).toBe(false);
			expect(allCodes(result)).toEqual(expect.arrayContaining(codes));
			return result;
		}
	};
}

export const allCodes = ({ faults, signatures }: Verification): string[] =>
	[...faults, ...signatures.flatMap((signature) => signature.faults)].map(({ code }) => code);
