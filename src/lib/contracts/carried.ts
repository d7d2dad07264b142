/** What an agency's earlier inspections left open, as the walk and the self-assessment show it. */
import type { Finding } from '#lib/domain/finding.ts';
import type { ProgressState } from '#lib/domain/remediation.ts';
import type { RemedyStanding } from '#lib/domain/remedy-progress.ts';
import type { EvidenceView } from './field.ts';

/** What was promised, and how far it is. Days are YYYY-MM-DD. */
export interface CarriedAction {
	id: string;
	measure: string;
	product: string;
	leadUnit: string;
	personInCharge: string;
	owedOn: string;
	/** Days that once stood, the first first. */
	earlierDays: string[];
	/** Of the latest report; null where nothing was reported. */
	latest: {
		percent: number;
		state: ProgressState;
		doneText: string;
		remainingText: string;
		numerator: number | null;
		denominator: number | null;
		asOfOn: string;
	} | null;
	proofs: EvidenceView[];
}

export interface CarriedFinding extends Pick<Finding, 'number' | 'text' | 'severity' | 'demand' | 'state'> {
	findingId: string;
	/** The subcriterion by which it is found on the walk; null for a free finding. */
	code: string | null;
	inspectionId: string;
	inspectionCode: string;
	year: number;
	standing: RemedyStanding;
	/** 0 to 100, whole. */
	percent: number;
	dueOn: string | null;
	/** Day of the conclusion that named it, later for what was raised after it. */
	raisedOn: string;
	actions: CarriedAction[];
}
