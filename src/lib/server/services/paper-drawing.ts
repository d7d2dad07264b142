/** Content of a paper → bytes, and bytes → sealed bytes. Both in worker threads, never inside a transaction. */
import { fieldNameOf, placesOf } from '#lib/domain/paper-signing.ts';
import { isMinutes } from '#lib/domain/papers/availability.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import type { RecordHead } from '#lib/domain/papers/record-head.ts';
import type { Ctx } from '../context.ts';
import { FileStore } from '../evidence/store.ts';
import { renderInWorker, sealAppearanceInWorker } from '../pdf/in-worker.ts';
import type { RenderedPaper } from '../pdf/render.ts';
import { bodyPlace } from '../pdf/signer-appearance.ts';
import { signInWorker } from '../signing/in-worker.ts';
import { subjectOf } from '../signing/names.ts';
import type { FieldPlace } from '../signing/revision.ts';
import type { StampedSeal } from '../signing/stamped-seal.ts';
import { standingFace } from './paper-fonts.ts';
import { listPhotos } from './photos.ts';
import { loadSealIdentity, stampAuthority } from './seal.ts';

const DRAFT_MARK = 'BẢN NHÁP';

/** The paper with its check code, QR and the head of the record. The callers have asked. */
export async function drawIssued(
	ctx: Ctx,
	inspectionId: string | null,
	content: PaperContent,
	foot: { checkCode: string; recordHead: RecordHead }
): Promise<RenderedPaper> {
	const options = {
		createdAt: ctx.now(),
		...foot,
		qrUrl: `${ctx.config.origin}/verify/${foot.checkCode}`,
		...picturesFor(ctx, inspectionId, content)
	};
	return renderInWorker(content, options, await standingFace(ctx));
}

/** The same with its watermark and without a code. The callers have asked. */
export async function drawWatermarked(
	ctx: Ctx,
	inspectionId: string | null,
	content: PaperContent
): Promise<Buffer> {
	const pictures = picturesFor(ctx, inspectionId, content);
	const options = { createdAt: ctx.now(), watermark: DRAFT_MARK, ...pictures };
	const { pdf } = await renderInWorker(content, options, await standingFace(ctx));
	return pdf;
}

/** Photos of the inspection, where the paper shows them, and the logo that its head names. */
function picturesFor(ctx: Ctx, inspectionId: string | null, { kind, head }: PaperContent) {
	const photos = isMinutes(kind) && inspectionId !== null ? listPhotos(ctx, inspectionId) : [];
	if (head.logo === undefined) return { photos };
	return { photos, logo: new FileStore(ctx.config.dataDir).get(head.logo) };
}

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
	const appearance = await sealAppearanceInWorker({ organisation, at }, await standingFace(ctx));
	const look = { ...drawn.sealPlace, appearance, name: organisation, at };
	const request = { fieldName: 'DauCoQuan', ...look, reserved };
	return signInWorker(drawn.pdf, request, identity, stampAuthority(ctx));
}
