/** Seals and verifies in a worker thread. Started by in-worker.ts only; runs from source. */
import { ownBytes, serveTasks, transferring } from '../workers/serve.ts';
import type { Trust } from './chain.ts';
import type { SealRequest } from './revision.ts';
import { openP12 } from './p12.ts';
import { localSigner, type SigningIdentity } from './signer.ts';
import { sealStamped, type StampAuthority } from './stamped-seal.ts';
import { verifyPdf } from './verify.ts';

const tasks = {
	async sign(input: {
		file: Uint8Array;
		request: SealRequest;
		identity: SigningIdentity;
		authority: StampAuthority | null;
	}) {
		const { file, stamp } = await sealStamped(
			input.file,
			input.request,
			localSigner(input.identity),
			input.authority
		);
		const signed = ownBytes(file);
		return transferring({ file: signed, stamp }, [signed.buffer]);
	},
	openP12: (input: { file: Uint8Array; passphrase: string }) => openP12(input.file, input.passphrase),
	verify: (input: { file: Uint8Array; trust: Trust }) => verifyPdf(input.file, input.trust)
};

export type SigningTasks = typeof tasks;

serveTasks(tasks);
