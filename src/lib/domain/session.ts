/** The record of the working session: who attended, what was seen, what each side said. Part of the minutes. */
import type { SignatureSide } from './inspection.ts';

export interface Attendee {
	side: SignatureSide;
	name: string;
	title: string;
	/** Duty in the team, or empty. */
	duty: string;
}

export interface SessionRecord {
	/** Instants, epoch ms. */
	startedAt: number | null;
	endedAt: number | null;
	place: string;
	attendance: Attendee[];
	/** Reports heard, files seen, places visited, samples taken. */
	workDone: string;
	placesVisited: string;
	samples: string;
	/** The agency's opinion in general; by finding it is in `findingOpinions`. */
	agencyOpinion: string;
	findingOpinions: Record<string, string>;
	leadConclusion: string;
	copies: number;
	/** Set when the agency will not sign: why, and who witnessed it. */
	refusalReason: string;
	refusalWitnesses: string;
}

export function emptySession(): SessionRecord {
	return {
		startedAt: null,
		endedAt: null,
		place: '',
		attendance: [],
		workDone: '',
		placesVisited: '',
		samples: '',
		agencyOpinion: '',
		findingOpinions: {},
		leadConclusion: '',
		copies: 4,
		refusalReason: '',
		refusalWitnesses: ''
	};
}

/** One point of a drawn signature, in the pad's own pixels. */
export interface StrokePoint {
	x: number;
	y: number;
	time: number;
	pressure: number;
}
export interface Stroke {
	points: StrokePoint[];
}

/** A signature drawn on the glass: vector strokes, who, when, and the hash of the content that was seen. */
export interface DrawnSignature {
	side: SignatureSide;
	name: string;
	title: string;
	strokes: Stroke[];
	signedAt: number;
	contentHash: string;
}

/** A tap or a dot is no signature. */
export function isDrawn(strokes: readonly Stroke[]): boolean {
	return strokes.reduce((sum, { points }) => sum + points.length, 0) >= 8;
}
