/** The foot of the last page: a QR code and a short code by which anybody can check the paper. */
import { formatRecordHead, type RecordHead } from '#lib/domain/papers/record-head.ts';
import type { FontStyle } from './fonts.ts';
import { mm, type Geometry, type Strip } from './layout.ts';
import { drawQr } from './qr.ts';
import { breakText } from './line-breaking.ts';
import { drawRule } from './paragraphs.ts';
import type { Tag } from './tags.ts';
import { drawLine, drawText } from './typesetting.ts';

const QR_SIZE = mm(19);
const SIZE = 9;
const PITCH = 12;

export interface CheckFoot {
	/** Address of the checking page with the paper's code in it; no personal data. */
	qrUrl?: string;
	checkCode?: string;
	/** Printed, so that each paper out of the house holds the record to what it was that day. */
	recordHead?: RecordHead;
}

/** What stands beside the picture, a line each. */
function textsOf({ checkCode, recordHead }: CheckFoot): { text: string; style: FontStyle }[] {
	return [
		...(checkCode === undefined ? [] : [{ text: `Mã kiểm tra: ${checkCode}`, style: 'bold' as const }]),
		...(recordHead === undefined
			? []
			: [{ text: `Nhật ký: ${formatRecordHead(recordHead)}`, style: 'regular' as const }])
	];
}

/** The foot as a strip that sinks to the bottom of its page; null where there is nothing to check by. */
export function checkFootStrip(geometry: Geometry, foot: CheckFoot): Strip | null {
	const { qrUrl } = foot;
	const texts = textsOf(foot);
	if (qrUrl === undefined && texts.length === 0) return null;
	const x = geometry.x + (qrUrl === undefined ? 0 : QR_SIZE + 6);
	const width = geometry.x + geometry.textWidth - x;
	const address =
		qrUrl === undefined ? [] : breakText(`Kiểm tra văn bản tại ${qrUrl}`, 'regular', SIZE, width);
	const height =
		Math.max(qrUrl === undefined ? 0 : QR_SIZE, (address.length + Math.max(1, texts.length)) * PITCH) + 4;
	return {
		height,
		before: 10,
		keepNext: false,
		lines: 0,
		atFoot: true,
		draw(sheet, y) {
			const { doc, tags } = sheet;
			drawRule(sheet, geometry.x, y, geometry.textWidth, { width: 0.4, colour: '#808080' });
			if (qrUrl !== undefined)
				tags.write({ role: 'Figure', alt: `Mã QR: ${qrUrl}` }, () =>
					drawQr(doc, qrUrl, geometry.x, y + 3, QR_SIZE)
				);
			const textHeight = (address.length + texts.length) * PITCH;
			let top = y + 4 + (height - 4 - textHeight) / 2;
			const place = () => ({ x, y: top, width, pitch: PITCH, size: SIZE, align: 'left' as const });
			for (const { text, style } of texts) {
				tags.write({ role: 'P' }, () => drawText(doc, text, style, place()));
				top += PITCH;
			}
			const addressTag: Tag = { role: 'P' };
			for (const line of address) {
				tags.write(addressTag, () => drawLine(doc, line, place()));
				top += PITCH;
			}
		}
	};
}
