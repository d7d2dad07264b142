/** Photos of the team that are printed behind the minutes: those that are here when the paper is drawn. */
import type { Ctx } from '../context.ts';
import { listEvidence } from '../db/queries/evidence.ts';
import { FileStore } from '../evidence/store.ts';
import type { PaperPhoto } from '../pdf/photos.ts';

/** Most photos in one paper; the rest stays in the evidence list. */
export const MAX_PHOTOS = 20;

export function listPhotos(ctx: Pick<Ctx, 'db' | 'config'>, inspectionId: string): PaperPhoto[] {
	const store = new FileStore(ctx.config.dataDir);
	return listEvidence(ctx.db, inspectionId)
		.filter(
			({ side, fileType, fileSha256 }) => side === 'team' && fileType === 'image/jpeg' && fileSha256 !== null
		)
		.slice(0, MAX_PHOTOS)
		.map((row) => ({
			jpeg: store.get(row.fileSha256!),
			caption: row.caption || row.fileName,
			code: row.subjectKind === 'answer' ? row.subjectId : null
		}));
}
