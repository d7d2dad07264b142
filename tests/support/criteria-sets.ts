/** The two criteria sets that the product ships, as specs use them. */
import { importSets } from '#lib/domain/criteria-import.ts';
import type { AgencyLevel, CriteriaSet, Subcriterion } from '#lib/domain/criteria.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';
import criteria from '#lib/server/demo/data/criteria.json' with { type: 'json' };

/** The file as an office would send it; a fresh copy each time, free to be spoilt. */
export function readCriteriaFile(): typeof criteria {
	return structuredClone(criteria);
}

const sets = importSets(criteria).sets;

export function shippedSet(level: AgencyLevel): CriteriaSet {
	const set = sets.find((candidate) => candidate.level === level);
	if (!set) throw new Error(`no set for ${level}: see criteria-import.spec.ts`);
	return set;
}

/** A subcriterion for a spec: only the rule and the maximum (hundredths) matter. */
export function subcriterionWith(rule: ScoringRule, maxPoints: number, code = '3.4.1'): Subcriterion {
	return {
		code,
		title: `Tiêu chí ${code}`,
		titleEn: `Subcriterion ${code}`,
		maxPoints,
		rule,
		guidance: '',
		evidence: ['Báo cáo', 'Bảng số liệu'],
		legalBasis: [],
		sourceNote: '',
		deficiencyText: '',
		isSurvey: false
	};
}

/** The file as loosely typed as it comes from outside; specs spoil it at will. */
export type Json = Record<string, unknown>;
interface SubForm extends Json {
	code: string;
	max_points: number;
	scoring: Json;
}
interface CriterionForm extends Json {
	subcriteria: SubForm[];
}
interface AreaForm extends Json {
	criteria: CriterionForm[];
}
export interface SetForm extends Json {
	areas: AreaForm[];
	classification_bands: Json[];
}

/** The file with the department's set in reach. */
export function departmentFile(): { file: Json & { sets: SetForm[] }; set: SetForm } {
	const file = readCriteriaFile() as unknown as Json & { sets: SetForm[] };
	return { file, set: file.sets[0]! };
}

/** Where a spec spoils it: area 3, criterion 3.4, subcriterion 3.4.1. */
export const area = (set: SetForm) => set.areas[2]!;
export const criterion = (set: SetForm) => area(set).criteria[3]!;
export const sub = (set: SetForm) => criterion(set).subcriteria[0]!;
