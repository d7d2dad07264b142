/** What a paper may be called by the signatures on it, and what is said of each. */
import type { Tone } from '#lib/components/icon.ts';
import type { SigningSlot, SigningState, SigningWay, StampOutcome } from '#lib/domain/paper-signing.ts';
import * as m from '#lib/paraglide/messages.js';

const STATES: Record<SigningState, () => string> = {
	awaiting: m.signing_state_awaiting,
	partly_signed: m.signing_state_partly,
	signed: m.signing_state_signed,
	scanned: m.signing_state_scanned
};
const TONES: Record<SigningState, Tone> = {
	awaiting: 'warn',
	partly_signed: 'warn',
	signed: 'ok',
	scanned: 'brand'
};
const WAYS: Record<SigningWay, () => string> = {
	app: m.signing_way_app,
	outside: m.signing_way_outside,
	scan: m.signing_way_scan
};
const STAMPS: Record<StampOutcome, () => string> = {
	stamped: m.signing_stamp_stamped,
	none: m.signing_stamp_none,
	unreachable: m.signing_stamp_unreachable,
	refused: m.signing_stamp_refused,
	wrong_answer: m.signing_stamp_wrong_answer,
	untrusted: m.signing_stamp_untrusted
};

export const signingStateText = (state: SigningState): string => STATES[state]();
export const signingStateTone = (state: SigningState): Tone => TONES[state];
export const signingWayText = (way: SigningWay): string => WAYS[way]();
export const stampText = (stamp: StampOutcome): string => STAMPS[stamp]();

/** «Trưởng đoàn: <họ tên>»; only the title where the paper prints no name. */
export function signerText({
	role,
	capacity,
	name
}: Pick<SigningSlot, 'role' | 'capacity' | 'name'>): string {
	if (role === 'organisation') return m.signing_body({ body: name });
	const title = capacity.at(-1) ?? '';
	return name === '' ? title : `${title}: ${name}`;
}
