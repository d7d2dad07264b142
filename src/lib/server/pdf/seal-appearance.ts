/** How the seal of an organisation looks: a red box of text, drawn as one page that the signing module embeds. */
import { dayOf } from '#lib/domain/calendar.ts';
import { appearanceBox } from './appearance-box.ts';
import { SEAL_SIZE } from './signing-block.ts';

const RED = '#c00000';

export interface SealAppearanceOptions {
	organisation: string;
	/** Epoch milliseconds. */
	at: number;
	/** Points; the size of the place that `renderPaper` keeps when absent. */
	width?: number;
	height?: number;
}

/**
 * One page of exactly the box: who sealed, and when in Vietnamese time with its offset, «12.09.2026 10:30:05 +07:00»
 * (documents of the inspection, section 1.2). The ground is left clear, so that a signature under it shows.
 */
export async function sealAppearance(options: SealAppearanceOptions): Promise<Buffer> {
	const { organisation, at, width = SEAL_SIZE.width, height = SEAL_SIZE.height } = options;
	return appearanceBox({
		texts: [
			['Đóng dấu điện tử bởi:', 'regular'],
			[organisation, 'bold'],
			// Fixed blanks: the time stays on one line.
			[`Thời gian ký: ${sealTime(at).replaceAll(' ', '\u00a0')}`, 'regular']
		],
		colour: RED,
		width,
		height,
		frame: true,
		title: organisation,
		at
	});
}

/** «12.09.2026 10:30:05 +07:00». */
function sealTime(at: number): string {
	const [year, month, day] = dayOf(at).split('-');
	const clock = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19);
	return `${day}.${month}.${year} ${clock} +07:00`;
}
