/** The foot of the last page: a QR code and a short code by which anybody can check the paper. */
import { mm, type Geometry, type Strip } from './layout.ts';
import { drawQr } from './qr.ts';
import { breakText } from './line-breaking.ts';
import type { Tag } from './tags.ts';
import { drawLine, drawText } from './typesetting.ts';

const QR_SIZE = mm(19);
const SIZE = 9;
const PITCH = 12;

export interface CheckFoot {
	/** Address of the checking page with the paper's code in it; no personal data. */
	qrUrl?: string;
	checkCode?: string;
}

/** The foot as a strip that sinks to the bottom of its page; null where there is nothing to check by. */
export function checkFootStrip(geometry: Geometry, { qrUrl, checkCode }: CheckFoot): Strip | null {
	if (qrUrl === undefined && checkCode === undefined) return null;
	const x = geometry.x + (qrUrl === undefined ? 0 : QR_SIZE + 6);
	const width = geometry.x + geometry.textWidth - x;
	const address =
		qrUrl === undefined ? [] : breakText(`Kiểm tra văn bản tại ${qrUrl}`, 'regular', SIZE, width);
	const height = Math.max(qrUrl === undefined ? 0 : QR_SIZE, (address.length + 1) * PITCH) + 4;
	return {
		height,
		before: 10,
		keepNext: false,
		lines: 0,
		atFoot: true,
		draw({ doc, tags }, y) {
			tags.artifact(() =>
				doc
					.lineWidth(0.4)
					.moveTo(geometry.x, y)
					.lineTo(geometry.x + geometry.textWidth, y)
					.stroke('#808080')
			);
			if (qrUrl !== undefined)
				tags.write({ role: 'Figure', alt: `Mã QR: ${qrUrl}` }, () =>
					drawQr(doc, qrUrl, geometry.x, y + 3, QR_SIZE)
				);
			const textHeight = (address.length + (checkCode === undefined ? 0 : 1)) * PITCH;
			let top = y + 4 + (height - 4 - textHeight) / 2;
			if (checkCode !== undefined) {
				const place = { x, y: top, width, pitch: PITCH, size: SIZE, align: 'left' as const };
				tags.write({ role: 'P' }, () => drawText(doc, `Mã kiểm tra: ${checkCode}`, 'bold', place));
				top += PITCH;
			}
			const addressTag: Tag = { role: 'P' };
			for (const [i, line] of address.entries())
				tags.write(addressTag, () =>
					drawLine(doc, line, { x, y: top + i * PITCH, width, pitch: PITCH, size: SIZE, align: 'left' })
				);
		}
	};
}
