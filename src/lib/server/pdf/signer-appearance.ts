/** How the digital signature of a person looks, and where it goes on a paper that kept no room for it. */
import { appearanceBox, signingTime } from './appearance-box.ts';
import { LANDSCAPE, PORTRAIT, type SealPlace } from './layout.ts';
import { RED } from './seal-appearance.ts';
import { SEAL_SIZE } from './signing-block.ts';

/** Blue is the ink of a person, red that of a seal (NĐ 30/2020, Phụ lục I, mục II, 7 and 8). */
const BLUE = '#0b2f8a';

export interface SignerAppearanceOptions {
	name: string;
	/** Empty where the certificate names none. */
	organisation: string;
	/** The body's own signature, which says what paper it is on (NĐ 30/2020, Phụ lục I, mục II, 8). */
	forBody?: { numberAndSign: string } | undefined;
	/** The handwritten signature, or the seal, as a PNG with a clear ground; without it the words stand alone. */
	picture?: Uint8Array | undefined;
	/** Epoch milliseconds. */
	at: number;
	/** Points. */
	width: number;
	height: number;
}

/** Who signed, for which body, and when. One page. */
export const signerAppearance = (options: SignerAppearanceOptions): Promise<Buffer> => {
	const { name, organisation, forBody, at } = options;
	const ofPerson = organisation === '' ? [] : [`Cơ quan: ${organisation}`];
	const [first, second] =
		forBody === undefined
			? [`Người ký: ${name}`, ofPerson]
			: [`Cơ quan ký: ${name}`, [`Số, ký hiệu: ${forBody.numberAndSign}`]];
	const rest = [...second, `Thời gian ký: ${signingTime(at)}`];
	return appearanceBox({
		...options,
		texts: [[first, 'bold'], ...rest.map((text): [string, 'regular'] => [text, 'regular'])],
		colour: forBody === undefined ? BLUE : RED,
		frame: false,
		title: name
	});
};

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

/** Wider than a person's: names of bodies are long. */
const BODY_WIDTH = 190;

/** The body's own signature stands where offices put it: in the right of the top margin of page 1, which bears no page number. */
export function bodyPlace(): SealPlace {
	const { x, textWidth, height, top } = PORTRAIT;
	const right = x + textWidth;
	const bottom = height - top + 1;
	return { page: 0, rect: [right - BODY_WIDTH, bottom, right, bottom + SEAL_SIZE.height] };
}
