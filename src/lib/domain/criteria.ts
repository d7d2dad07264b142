/**
 * A criteria set: areas → criteria → subcriteria, with the scoring rule of each subcriterion.
 * Points are integers in hundredths everywhere (4,00 points = 400); percentages are hundredths of a percent
 * (86,6 % = 8660). A published version never changes; see `criteria-import.ts` for the checks on the way in.
 */
import type { FillSource } from './earlier-remedy.ts';
import type { ScoringRule } from './scoring.ts';

/** Who is measured by a set: provincial departments or communes. Ranking never crosses levels. */
export const AGENCY_LEVELS = ['department', 'commune'] as const;
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

/** What becomes of the points of a subcriterion that does not apply. */
export const NOT_APPLICABLE_RULES = ['exclude', 'share_among_siblings'] as const;
export type NotApplicableRule = (typeof NOT_APPLICABLE_RULES)[number];

/** A dated legal basis. `inForceFrom`/`inForceTo` are days (YYYY-MM-DD); absent means not known / still in force. */
export interface LegalBasis {
	key: string;
	text: string;
	/** False when number or date was given from memory and must be checked before it is printed. */
	verified: boolean;
	inForceFrom?: string;
	inForceTo?: string;
	/** The document that stands in its place, where it was replaced. */
	replacedBy?: string;
}

export interface RatingBand {
	key: string;
	label: string;
	labelEn: string;
	/** Hundredths of a percent; a result at or above it is in the band. */
	minPercent: number;
}

export interface Subcriterion {
	code: string;
	title: string;
	titleEn: string;
	maxPoints: number;
	rule: ScoringRule;
	guidance: string;
	/** Papers to ask for. */
	evidence: string[];
	legalBasis: LegalBasis[];
	sourceNote: string;
	/** A ready sentence for a finding when points are lost here. */
	deficiencyText: string;
	/** Entered by the office from the survey; not self-scored, not walked. */
	isSurvey: boolean;
	/** What the record of the agency's last inspection fills it from; absent where people fill it. */
	filledFrom?: FillSource;
}

export interface Criterion {
	code: string;
	title: string;
	titleEn: string;
	maxPoints: number;
	subcriteria: Subcriterion[];
}

export interface Area {
	code: string;
	title: string;
	titleEn: string;
	isSurvey: boolean;
	maxPoints: number;
	/** The office that usually appraises this area. */
	appraiser: string;
	criteria: Criterion[];
}

export interface CriteriaSet {
	code: string;
	title: string;
	titleEn: string;
	level: AgencyLevel;
	year: number;
	version: number;
	legalBasis: string[];
	totalPoints: number;
	appraisalPoints: number;
	surveyPoints: number;
	notApplicable: NotApplicableRule;
	/** Highest first. */
	bands: RatingBand[];
	/** A checklist made for one re-check (`recheck.ts`): it gives no score. Absent for the sets of the province. */
	purpose?: 'recheck';
	areas: Area[];
}

/** A subcriterion with the area and criterion it stands in. */
export interface PlacedSubcriterion {
	area: Area;
	criterion: Criterion;
	subcriterion: Subcriterion;
}

/** Every subcriterion in the order of the set. */
export function listSubcriteria(set: CriteriaSet): PlacedSubcriterion[] {
	return set.areas.flatMap((area) =>
		area.criteria.flatMap((criterion) =>
			criterion.subcriteria.map((subcriterion) => ({ area, criterion, subcriterion }))
		)
	);
}

/** The subcriteria that are walked and self-scored: all but those of the survey. */
export function listScoredSubcriteria(set: CriteriaSet): PlacedSubcriterion[] {
	return listSubcriteria(set).filter(({ subcriterion }) => !subcriterion.isSurvey);
}

export function findSubcriterion(set: CriteriaSet, code: string): PlacedSubcriterion | undefined {
	return indexOf(set).get(code);
}

const indexes = new WeakMap<CriteriaSet, Map<string, PlacedSubcriterion>>();

/** Sets are immutable once read, so the index by code is made once for each. */
function indexOf(set: CriteriaSet): Map<string, PlacedSubcriterion> {
	let index = indexes.get(set);
	if (!index) {
		index = new Map(listSubcriteria(set).map((placed) => [placed.subcriterion.code, placed]));
		indexes.set(set, index);
	}
	return index;
}
