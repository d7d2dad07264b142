/** How the digital signature of a person looks, and where it goes on a paper that kept no room for it. */
import { dayOf } from '#lib/domain/calendar.ts';
import { appearanceBox } from './appearance-box.ts';
import { LANDSCAPE, PORTRAIT, type SealPlace } from './layout.ts';
import { SEAL_SIZE } from './signing-block.ts';

/** Blue is the ink of a person, red that of a seal (NĐ 30/2020, Phụ lục I, mục II, 7 and 8). */
const BLUE = '#0b2f8a';

export interface SignerAppearanceOptions {
	name: string;
	/** Empty where the certificate names none. */
	organisation: string;
	/** The handwritten signature as a PNG with a clear ground; without it the words stand alone. */
	picture?: Uint8Array | undefined;
	/** Epoch milliseconds. */
	at: number;
	/** Points. */
	width: number;
	height: number;
}

/** Who signed, for which body, and when in Vietnamese time with its offset, «12/09/2026 10:30:05 +07:00». One page. */
export const signerAppearance = (options: SignerAppearanceOptions): Promise<Buffer> => {
	const { name, organisation, at } = options;
	return appearanceBox({
		...options,
		texts: [
			[`Người ký: ${name}`, 'bold'],
			...(organisation === '' ? [] : [[`Cơ quan: ${organisation}`, 'regular'] as const]),
			// Fixed blanks: the time stays on one line.
			[`Thời gian ký: ${signingTime(at).replaceAll(' ', '\u00a0')}`, 'regular']
		] as [string, 'bold' | 'regular'][],
		colour: BLUE,
		frame: false,
		title: name
	});
};

function signingTime(at: number): string {
	const [year, month, day] = dayOf(at).split('-');
	const clock = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19);
	return `${day}/${month}/${year} ${clock} +07:00`;
}

const GAP = 8;

/**
 * Room on a paper issued before rooms were kept: in the top margin of page 1, which is free, from the left. The seal of an
 * appendix stands at its right end.
 */
export function fallbackPlace(slot: number, isLandscape: boolean): SealPlace | null {
	const { x, textWidth, height, top } = isLandscape ? LANDSCAPE : PORTRAIT;
	const left = x + slot * (SEAL_SIZE.width + GAP);
	const right = left + SEAL_SIZE.width;
	const bottom = height - top + 1;
	return right > x + textWidth - (isLandscape ? SEAL_SIZE.width + GAP : 0)
		? null
		: { page: 0, rect: [left, bottom, right, bottom + SEAL_SIZE.height] };
}
