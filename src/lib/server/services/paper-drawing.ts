/** Content of a paper → bytes, and bytes → sealed bytes. Both in worker threads, never inside a transaction. */
import { fieldNameOf, placesOf } from '#lib/domain/paper-signing.ts';
import { isMinutes } from '#lib/domain/papers/availability.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import type { Ctx } from '../context.ts';
import { renderInWorker, sealAppearanceInWorker } from '../pdf/in-worker.ts';
import type { RenderedPaper } from '../pdf/render.ts';
import { bodyPlace } from '../pdf/signer-appearance.ts';
import { signInWorker } from '../signing/in-worker.ts';
import { subjectOf } from '../signing/names.ts';
import type { FieldPlace } from '../signing/revision.ts';
import type { StampedSeal } from '../signing/stamped-seal.ts';
import { listPhotos } from './photos.ts';
import { loadSealIdentity, stampAuthority } from './seal.ts';

const DRAFT_MARK = 'BẢN NHÁP';

/** The paper with its check code, QR and the head of the record. The callers have asked. */
export const drawIssued = (
	ctx: Ctx,
	inspectionId: string | null,
	content: PaperContent,
	foot: { checkCode: string; recordHead: RecordHead }
): Promise<RenderedPaper> =>
	renderInWorker(content, {
		createdAt: ctx.now(),
		...foot,
		qrUrl: `${ctx.config.origin}/verify/${foot.checkCode}`,
		photos: photosFor(ctx, inspectionId, content)
	});

/** The same with its watermark and without a code. The callers have asked. */
export async function drawWatermarked(
	ctx: Ctx,
	inspectionId: string | null,
	content: PaperContent
): Promise<Buffer> {
	const photos = photosFor(ctx, inspectionId, content);
	const { pdf } = await renderInWorker(content, { createdAt: ctx.now(), watermark: DRAFT_MARK, photos });
	return pdf;
}

const photosFor = (ctx: Ctx, inspectionId: string | null, { kind }: PaperContent) =>
	isMinutes(kind) && inspectionId !== null ? listPhotos(ctx, inspectionId) : [];

/** The empty fields of a paper, where its layout keeps room: other tools find them and need not be shown where to sign. */
export const reservedFields = (content: PaperContent, { signerPlaces }: RenderedPaper): FieldPlace[] =>
	placesOf(content).flatMap(({ slot, role }) => {
		const place = role === 'organisation' ? bodyPlace() : signerPlaces[slot];
		return place ? [{ fieldName: fieldNameOf(slot), ...place }] : [];
	});

/** The seal names whoever holds the certificate, which need not be the body whose paper it is. */
export async function sealDrawn(
	ctx: Ctx,
	drawn: RenderedPaper,
	reserved: readonly FieldPlace[] = []
): Promise<StampedSeal> {
	const identity = loadSealIdentity(ctx);
	const { commonName, organisation = commonName } = subjectOf(identity.certificate);
	const at = ctx.now();
	const appearance = await sealAppearanceInWorker({ organisation, at });
	const look = { ...drawn.sealPlace, appearance, name: organisation, at };
	const request = { fieldName: 'DauCoQuan', ...look, reserved };
	return signInWorker(drawn.pdf, request, identity, stampAuthority(ctx));
}
