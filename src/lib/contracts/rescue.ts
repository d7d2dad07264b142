/**
 * The rescue file: unsent work of one person in one inspection, carried by hand. A zip of `manifest.json`,
 * `operations.json` and photos under `photos/`. What is in it is somebody's word only: it is read like anything that
 * comes from outside.
 */
import * as v from 'valibot';
import type { Problem } from '#lib/domain/problems.ts';

export const RESCUE_FORMAT = 'thuoc-rescue';
/** Raised when an older product could not read it any more. */
export const RESCUE_VERSION = 1;

const MEGABYTE = 1024 ** 2;
/** What a file may hold; the device makes none above it, the server reads none above it. */
export const RESCUE_LIMITS = {
	/** Of the zip, and of all that is in it once unpacked. */
	bytes: 400 * MEGABYTE,
	/** Of the manifest and of the list of operations, each. */
	textBytes: 16 * MEGABYTE,
	operations: 5000,
	photos: 1000,
	/** One piece of the upload. */
	pieceBytes: 4 * MEGABYTE
} as const;

export const MANIFEST_ENTRY = 'manifest.json';
export const OPERATIONS_ENTRY = 'operations.json';

const word = v.pipe(v.string(), v.maxLength(300));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const entryName = v.pipe(v.string(), v.regex(/^(operations\.json|photos\/[A-Za-z0-9-]{1,64})$/));

/** Read before the rest: another program's file and a later version are told apart from a broken one. */
export const rescueHead = v.object({ format: v.literal(RESCUE_FORMAT), version: whole });

export const rescueManifest = v.object({
	format: v.literal(RESCUE_FORMAT),
	version: whole,
	/** Of the application on the device. */
	product: word,
	inspection: v.object({ id, code: v.nullable(word) }),
	author: v.object({ id, name: v.nullable(word) }),
	device: id,
	/** By the device's clock, epoch ms. */
	madeAt: v.pipe(v.number(), v.integer()),
	counts: v.object({ operations: whole, photos: whole }),
	/** Everything but the manifest itself. `sha256`: hex. */
	entries: v.pipe(
		v.array(
			v.object({ name: entryName, size: whole, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })
		),
		v.maxLength(RESCUE_LIMITS.photos + 1)
	),
	/** What is known of each photo; read where photos are kept. */
	photos: v.pipe(
		v.array(v.object({ id, entry: entryName, record: v.record(v.string(), v.unknown()) })),
		v.maxLength(RESCUE_LIMITS.photos)
	)
});
export type RescueManifest = v.InferOutput<typeof rescueManifest>;
export type RescuePhoto = RescueManifest['photos'][number];

/** The operations that wait, that were refused, and that were sent: the record may have lost those to a mishap. */
export const rescueOperations = v.object({
	pending: v.array(v.unknown()),
	refused: v.array(v.object({ operation: v.unknown() })),
	sent: v.array(v.unknown())
});
export type RescueOperations = v.InferOutput<typeof rescueOperations>;

/** One thing of a rescue file, as the import would treat it or has treated it. */
export type RescueFate = 'new' | 'known' | 'conflict' | 'refused';

export interface RescueLine {
	/** `answer.set`, … or `evidence.file`. */
	what: string;
	/** A code where there is one, a file's name, or empty. */
	subject: string;
	fate: RescueFate;
	/** Why it is refused. */
	problem: Problem | null;
}

/** What an import would do, before anything is done. */
export interface RescuePreview {
	fileName: string;
	sha256: string;
	size: number;
	product: string;
	code: string | null;
	author: { id: string; name: string };
	device: string;
	madeAt: number;
	operations: Record<RescueFate, number>;
	photos: Record<RescueFate, number>;
	/** Only what is refused or meets another value: the rest is counted. */
	lines: RescueLine[];
}
