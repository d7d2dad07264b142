/** How the seal of an organisation looks: a red box of text, drawn as one page that the signing module embeds. */
import { appearanceBox, signingTime } from './appearance-box.ts';
import { SEAL_SIZE } from './signing-block.ts';

/** The ink of a seal (NĐ 30/2020, Phụ lục I, mục II, 8). */
export const RED = '#c00000';

export interface SealAppearanceOptions {
	organisation: string;
	/** Epoch milliseconds. */
	at: number;
	/** Points; the size of the place that `renderPaper` keeps when absent. */
	width?: number;
	height?: number;
}

/**
 * One page of exactly the box: who sealed, and when (documents of the inspection, section 1.2). The ground is left clear,
 * so that a signature under it shows.
 */
export async function sealAppearance(options: SealAppearanceOptions): Promise<Buffer> {
	const { organisation, at, width = SEAL_SIZE.width, height = SEAL_SIZE.height } = options;
	return appearanceBox({
		texts: [
			['Đóng dấu điện tử bởi:', 'regular'],
			[organisation, 'bold'],
			[`Thời gian ký: ${signingTime(at)}`, 'regular']
		],
		colour: RED,
		width,
		height,
		frame: true,
		title: organisation,
		at
	});
}
