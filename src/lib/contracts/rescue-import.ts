/** How the office's page brings a rescue file in: pieces, then what is to be done with the whole. */
import * as v from 'valibot';

export const rescuePiece = v.object({
	/** Where in the file the piece begins, in bytes. */
	at: v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))
});

const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** `check` does nothing; `operations` and then each `photo` are taken one after the other, so that progress is seen. */
export const rescueStep = v.variant('step', [
	v.object({ step: v.literal('check'), fileName }),
	v.object({ step: v.literal('operations'), fileName }),
	v.object({ step: v.literal('photo'), fileName, photoId: v.pipe(v.string(), v.maxLength(64)) })
]);
export type RescueStep = v.InferOutput<typeof rescueStep>;
