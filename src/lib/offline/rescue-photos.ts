/** The photo part of a rescue file: what is known of each, and its bytes. */
import type { RescuePhoto } from '#lib/contracts/rescue.ts';
import type { EvidenceUpload } from './transport.ts';

export interface PhotoToRescue {
	id: string;
	upload: EvidenceUpload;
}

export const photoEntry = (id: string): string => `photos/${id}`;

export function recordOf({ id, upload }: PhotoToRescue): RescuePhoto {
	const { file, ...record } = upload;
	return {
		id,
		entry: photoEntry(id),
		record: { ...record, fileName: file.name, mediaType: file.type }
	};
}

export async function bytesOf({ upload }: PhotoToRescue): Promise<Uint8Array> {
	return new Uint8Array(await upload.file.arrayBuffer());
}
