/**
 * «Nơi nhận» and signature blocks (NĐ 30/2020, Phụ lục I, mục II, 7 to 9). Each row is one strip and tied to the text
 * before it, so that a signature never stands alone on a page.
 */
import { formatDay, formatTime, dayOf } from '#lib/domain/calendar.ts';
import type { SignatureBlock, SignerRole } from '#lib/domain/papers/paper.ts';
import { drawInk } from './ink.ts';
import { mm, type Geometry, type SealPlace, type Sheet, type Strip } from './layout.ts';
import { breakBalanced } from './balanced-lines.ts';
import { breakText, type Line } from './line-breaking.ts';
import { itemTag, type Tag } from './tags.ts';
import { drawLine, drawText } from './typesetting.ts';

const SIZE = 13;
const PITCH = 16;
/** Room for a signature between title and name: 30 to 35 mm. */
const SIGNATURE_GAP = mm(31);
const INK = { width: 120, height: mm(20) };
/** Room for a digital signature, a picture and words: beside the seal, and below a signature that was drawn. */
const WORDS = { width: 150, height: 82, underInk: 29 };
const NOTE_SIZE = 12;
const CAPTION_SIZE = 9;
const CAPTION_PITCH = 11;
/** Size of the seal's picture in points; `seal-appearance.ts` draws it. */
export const SEAL_SIZE = { width: 124, height: 52 };

const RECIPIENTS_HEAD_SIZE = 12;
const RECIPIENTS_SIZE = 11;
const RECIPIENTS_PITCH = 13.5;

interface SetBlock {
	role: SignerRole;
	drawn: SignatureBlock['drawn'];
	capacity: Line[];
	note: Line[];
	name: readonly Line[];
	caption: readonly Line[];
	/** Lines above the room for the signature, equal in a row so that the names stand level. */
	headLines: number;
	height: number;
}

interface Place {
	x: number;
	width: number;
	block: SetBlock;
}

function setBlock(block: SignatureBlock, width: number): SetBlock {
	const { role, drawn, note, name } = block;
	const inner = width - 8;
	const capacity = block.capacity.flatMap((line) => breakBalanced(line.toUpperCase(), 'bold', SIZE, inner));
	const notes = note === '' ? [] : breakText(note, 'italic', NOTE_SIZE, inner);
	return withHeight({
		role,
		drawn,
		capacity,
		note: notes,
		name: name === '' ? [] : breakBalanced(name, 'bold', SIZE, inner),
		caption: drawn === null ? [] : breakBalanced(captionOf(drawn.signedAt), 'italic', CAPTION_SIZE, inner),
		headLines: capacity.length + notes.length
	});
}

function withHeight(set: Omit<SetBlock, 'height'>): SetBlock {
	const lines = set.headLines + Math.max(1, set.name.length);
	return { ...set, height: lines * PITCH + SIGNATURE_GAP + set.caption.length * CAPTION_PITCH };
}

function setRow(blocks: readonly SignatureBlock[], width: number): SetBlock[] {
	const set = blocks.map((block) => setBlock(block, width));
	const headLines = Math.max(...set.map((block) => block.headLines));
	return set.map((block) => withHeight({ ...block, headLines }));
}

/** A drawn signature says what it is and never passes for a digital one. */
const captionOf = (signedAt: number): string =>
	`(Ký trên màn hình lúc ${formatTime(signedAt)} ngày ${formatDay(dayOf(signedAt))})`;

/** Blocks side by side, each in its share of the width. `sealRole`: the block whose signature the seal goes on. */
export function signatureRow(
	geometry: Geometry,
	blocks: readonly SignatureBlock[],
	options: { sealRole?: SignerRole; before?: number; centredAlone?: boolean } = {}
): Strip {
	const { sealRole, before = 16 } = options;
	const width = geometry.textWidth / Math.max(2, blocks.length);
	const shift = blocks.length === 1 && options.centredAlone ? width / 2 : 0;
	const places = setRow(blocks, width).map((block, i) => ({
		x: geometry.x + shift + i * width,
		width,
		block
	}));
	return {
		height: Math.max(...places.map(({ block }) => block.height)),
		before,
		keepNext: false,
		lines: 0,
		draw(sheet, y) {
			for (const place of places) drawBlock(sheet, place, y, sealRole);
		}
	};
}

/** The usual end of a paper: «Nơi nhận» on the left, the one who signs on the right. */
export function signatureWithRecipients(
	geometry: Geometry,
	block: SignatureBlock,
	recipients: readonly string[]
): Strip {
	const left = geometry.textWidth * 0.44;
	const list = setRecipients(recipients, left - 10);
	const place: Place = {
		x: geometry.x + left,
		width: geometry.textWidth - left,
		block: setBlock(block, geometry.textWidth - left)
	};
	return {
		height: Math.max(place.block.height, recipientsHeight(list)),
		before: 16,
		keepNext: false,
		lines: 0,
		draw(sheet, y) {
			drawRecipients(sheet, list, geometry.x, y);
			drawBlock(sheet, place, y, block.role);
		}
	};
}

/** «Nơi nhận» on its own, below signatures that take the whole width. */
export function recipientsStrip(geometry: Geometry, recipients: readonly string[]): Strip {
	const list = setRecipients(recipients, geometry.textWidth * 0.6);
	return {
		height: recipientsHeight(list),
		before: 10,
		keepNext: false,
		lines: 0,
		draw: (sheet, y) => drawRecipients(sheet, list, geometry.x, y)
	};
}

/** Each line begins with a dash and ends with «;», the archive's with «.». */
function setRecipients(recipients: readonly string[], width: number): Line[][] {
	return recipients.map((recipient, i) =>
		breakText(
			`-\u00a0${recipient}${i === recipients.length - 1 ? '.' : ';'}`,
			'regular',
			RECIPIENTS_SIZE,
			width
		)
	);
}

const recipientsHeight = (items: readonly Line[][]): number => PITCH + items.flat().length * RECIPIENTS_PITCH;

function drawRecipients({ doc, tags }: Sheet, items: readonly Line[][], x: number, y: number): void {
	const place = { x, width: 0, align: 'left' as const };
	tags.write({ role: 'P' }, () =>
		drawText(doc, 'Nơi nhận:', 'boldItalic', { ...place, y, pitch: PITCH, size: RECIPIENTS_HEAD_SIZE })
	);
	const list: Tag = { role: 'L' };
	let top = y + PITCH;
	for (const lines of items) {
		const tag = itemTag(list);
		for (const line of lines) {
			tags.write(tag, () =>
				drawLine(doc, line, { ...place, y: top, pitch: RECIPIENTS_PITCH, size: RECIPIENTS_SIZE })
			);
			top += RECIPIENTS_PITCH;
		}
	}
}

function drawBlock(sheet: Sheet, place: Place, top: number, sealRole: SignerRole | undefined): void {
	const { x, width, block } = place;
	const { doc, tags } = sheet;
	let y = top;
	const write = (lines: readonly Line[], size: number, pitch: number) => {
		const tag: Tag = { role: 'P' };
		for (const line of lines) {
			tags.write(tag, () => drawLine(doc, line, { x, y, width, pitch, size, align: 'center' }));
			y += pitch;
		}
	};
	write(block.capacity, SIZE, PITCH);
	write(block.note, NOTE_SIZE, PITCH);
	y = top + block.headLines * PITCH;
	const middle = x + width / 2;
	if (block.drawn !== null) {
		const { name, strokes } = block.drawn;
		tags.write({ role: 'Figure', alt: `Chữ ký tay trên màn hình của ${name}` }, () =>
			drawInk(doc, strokes, { x: middle - INK.width / 2, y, ...INK })
		);
	}
	const seal = block.role === sealRole ? sealBeside(sheet, middle, y) : null;
	sheet.sealPlace = seal ?? sheet.sealPlace;
	sheet.signerPlaces.push(signatureRoom(sheet, place, y, seal));
	y += SIGNATURE_GAP;
	write(block.name, SIZE, PITCH);
	write(block.caption, CAPTION_SIZE, CAPTION_PITCH);
}

/** The seal covers about a third of the signature, on its left (NĐ 30/2020, Điều 33). */
function sealBeside({ geometry, page }: Sheet, middle: number, gapTop: number): SealPlace {
	const right = middle - INK.width / 2 + INK.width / 3;
	const left = Math.max(geometry.x, right - SEAL_SIZE.width);
	const top = gapTop + (SIGNATURE_GAP - SEAL_SIZE.height) / 2;
	return {
		page,
		rect: [left, geometry.height - top - SEAL_SIZE.height, left + SEAL_SIZE.width, geometry.height - top]
	};
}

/**
 * Between title and name (NĐ 30/2020, Phụ lục I, mục II, 8). Words that say who signed and when do not go under the seal, nor
 * over what was drawn on the glass: they stand on its right, or below.
 */
function signatureRoom(
	{ geometry, page }: Sheet,
	{ x, width, block }: Place,
	gapTop: number,
	seal: SealPlace | null
): SealPlace {
	const left = seal === null ? x + (width - WORDS.width) / 2 : seal.rect[2] + 3;
	const right = Math.min(left + WORDS.width, x + width - 2);
	const isDrawn = block.drawn !== null;
	const height = isDrawn ? WORDS.underInk : WORDS.height;
	const top = gapTop + (isDrawn ? SIGNATURE_GAP - height - 1 : (SIGNATURE_GAP - height) / 2);
	const bottom = geometry.height - top - height;
	return { page, rect: [Math.max(left, x + 2), bottom, right, bottom + height] };
}
