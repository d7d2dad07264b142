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
