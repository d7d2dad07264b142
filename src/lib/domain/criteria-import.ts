/**
 * The criteria file format (docs/criteria-format.md) → criteria sets, with every fault collected and placed.
 * In the file points and percents are decimals (1.25; 86.6), in the domain whole hundredths. Unknown fields are
 * left aside: notes and sources of the authors do no harm.
 */
import { Fields } from './criteria-fields.ts';
import type {
	AgencyLevel,
	Area,
	Criterion,
	CriteriaSet,
	LegalBasis,
	NotApplicableRule,
	RatingBand,
	Subcriterion
} from './criteria.ts';
import { FILL_SOURCES, type FillSource } from './earlier-remedy.ts';
import type { Problem } from './problems.ts';
import { readRule } from './rule-import.ts';
import type { ScoringRule } from './scoring.ts';

/** «so» and «xa» are what offices write; the domain's own keys are understood too. */
const LEVELS: Record<string, AgencyLevel> = {
	so: 'department',
	xa: 'commune',
	department: 'department',
	commune: 'commune'
};
const NOT_APPLICABLE: Record<NotApplicableRule, NotApplicableRule> = {
	exclude: 'exclude',
	share_among_siblings: 'share_among_siblings'
};
const SCHEMA_VERSION = 1;
const WHOLE_PERCENT = 10_000;
const LARGEST_VERSION = 10_000;
const PLACE = ' › ';
/** Stands in while a rule has a fault; a set with a fault is never given back. */
const NO_RULE: ScoringRule = { type: 'manual', label: '' };

export interface ImportedSets {
	/** Only the sets without any fault. */
	sets: CriteriaSet[];
	problems: Problem[];
}

/** A file of `{ schema_version: 1, sets: [...] }`, or one set alone. Each set is taken or refused as a whole. */
export function importSets(json: unknown): ImportedSets {
	const problems: Problem[] = [];
	const isSetAlone = typeof json === 'object' && json !== null && 'areas' in json;
	const file = new Fields(isSetAlone ? { sets: [json] } : json, 'sets', problems);
	if (problems.length > 0) return { sets: [], problems };
	if (file.has('schema_version')) file.whole('schema_version', SCHEMA_VERSION, SCHEMA_VERSION);
	const list = file.list('sets');
	if (problems.length === 0 && list.length === 0) file.fault('set.empty', { place: 'sets' });
	const read = list.map((item, i) => importSet(item, `#${i + 1}`));
	const sets = read.flatMap(({ set }) => set ?? []);
	problems.push(...read.flatMap((result) => result.problems));
	const names = sets.map(({ code, version }) => `${code} v${version}`);
	const twice = names.find((name, i) => names.indexOf(name) !== i);
	if (twice !== undefined) file.fault('set.code_duplicate', { place: 'sets', code: twice });
	return { sets: twice === undefined ? sets : [], problems };
}

/**
 * One set. Checked: required fields and their types; sums at each level (subcriteria → criterion → area → appraisal
 * and survey → total); codes unique and nested (3.4.1 in 3.4 in 3); each rule known, ordered, its top equal to the
 * maximum; rating bands descending to 0. `set` is null with any problem. `namelessPlace` names a set without a code.
 */
export function importSet(
	json: unknown,
	namelessPlace = '#1'
): { set: CriteriaSet | null; problems: Problem[] } {
	const problems: Problem[] = [];
	const fields = new Fields(json, placeOf(json, namelessPlace), problems);
	if (problems.length > 0) return { set: null, problems };
	const set = readSet(fields);
	checkSums(fields, set);
	checkCodes(problems, set);
	return { set: problems.length === 0 ? set : null, problems };
}

function placeOf(json: unknown, nameless: string): string {
	const code = typeof json === 'object' && json !== null && 'code' in json ? json.code : null;
	return typeof code === 'string' && code.trim() !== '' ? code.trim() : nameless;
}

function readSet(fields: Fields): CriteriaSet {
	return {
		code: fields.text('code'),
		title: fields.text('title'),
		titleEn: fields.text('title_en'),
		level: fields.choice('level', LEVELS) ?? 'department',
		year: fields.whole('year', 2000, 2200),
		version: fields.whole('version', 1, LARGEST_VERSION),
		legalBasis: fields.texts('legal_basis'),
		totalPoints: fields.hundredths('total_points'),
		appraisalPoints: fields.hundredths('appraisal_points'),
		surveyPoints: fields.hundredths('survey_points'),
		notApplicable: fields.has('not_applicable')
			? (fields.choice('not_applicable', NOT_APPLICABLE) ?? 'exclude')
			: 'exclude',
		bands: readRatingBands(fields),
		areas: readParts(fields, 'areas', readArea)
	};
}

function readRatingBands(fields: Fields): RatingBand[] {
	const before = fields.faults.length;
	const bands = fields.entries('classification_bands').map((band) => ({
		key: band.text('key'),
		label: band.text('label'),
		labelEn: band.text('label_en'),
		minPercent: band.hundredths('min_percent')
	}));
	if (fields.faults.length > before) return bands;
	const place = fields.place + PLACE + 'classification_bands';
	if (bands.length === 0) fields.fault('set.empty', { place });
	else if (!areRatingBandsOrdered(bands)) fields.fault('set.bands_not_ordered', { place });
	const keys = bands.map(({ key }) => key);
	const twice = keys.find((key, i) => keys.indexOf(key) !== i);
	if (twice !== undefined) fields.fault('set.code_duplicate', { place, code: twice });
	return bands;
}

/** Strictly descending, the highest within 100 %, the lowest at 0: every result has exactly one band. */
function areRatingBandsOrdered(bands: readonly RatingBand[]): boolean {
	const limits = bands.map(({ minPercent }) => minPercent);
	return (
		limits.every((limit, i) => i === 0 || limit < limits[i - 1]!) &&
		limits[0]! <= WHOLE_PERCENT &&
		limits.at(-1) === 0
	);
}

/** The children of a level, each at its own place; an empty level is a fault. */
function readParts<T>(parent: Fields, field: string, read: (fields: Fields) => T): T[] {
	const before = parent.faults.length;
	const items = parent.list(field);
	if (items.length === 0 && parent.faults.length === before)
		parent.fault('set.empty', { place: parent.place });
	return items.map((item, i) =>
		read(new Fields(item, parent.place + PLACE + placeOf(item, `#${i + 1}`), parent.faults))
	);
}

function readArea(fields: Fields): Area {
	const isSurvey = fields.flag('is_survey', false);
	const maxPoints = fields.hundredths('max_points');
	const criteria = readParts(fields, 'criteria', (criterion) => readCriterion(criterion, isSurvey));
	checkSum(fields, fields.place, maxPoints, criteria);
	return {
		code: fields.text('code'),
		title: fields.text('title'),
		titleEn: fields.text('title_en'),
		isSurvey,
		maxPoints,
		appraiser: fields.textOr('appraiser', ''),
		criteria
	};
}

function readCriterion(fields: Fields, isSurvey: boolean): Criterion {
	const maxPoints = fields.hundredths('max_points');
	const subcriteria = readParts(fields, 'subcriteria', (part) => readSubcriterion(part, isSurvey));
	checkSum(fields, fields.place, maxPoints, subcriteria);
	return {
		code: fields.text('code'),
		title: fields.text('title'),
		titleEn: fields.text('title_en'),
		maxPoints,
		subcriteria
	};
}

function readSubcriterion(fields: Fields, isSurvey: boolean): Subcriterion {
	const maxPoints = fields.hundredths('max_points');
	if (maxPoints === 0) fields.invalid('max_points');
	// The survey is summed apart by areas: a subcriterion cannot stand on the other side of its area.
	if (fields.flag('is_survey', isSurvey) !== isSurvey) fields.invalid('is_survey');
	const scoring = fields.object('scoring');
	const rule = (scoring && readRule(scoring, maxPoints)) ?? NO_RULE;
	return {
		code: fields.text('code'),
		title: fields.text('title'),
		titleEn: fields.text('title_en'),
		maxPoints,
		rule,
		guidance: fields.textOr('guidance', ''),
		evidence: fields.texts('evidence'),
		legalBasis: fields.has('legal_basis') ? fields.entries('legal_basis').map(readLegalBasis) : [],
		sourceNote: fields.textOr('source_note', ''),
		deficiencyText: fields.textOr('deficiency_text', ''),
		isSurvey,
		...readFillSource(fields, rule)
	};
}

/** A source needs the rule that its figures fit: a ratio, or three choices from «in time» down to «none». */
function readFillSource(fields: Fields, rule: ScoringRule): Pick<Subcriterion, 'filledFrom'> {
	if (!fields.has('filled_from')) return {};
	const filledFrom = FILL_SOURCES.find((source) => source === fields.text('filled_from'));
	const fits: Record<FillSource, boolean> = {
		earlier_findings: rule.type === 'ratio_bands' || rule.type === 'ratio_linear',
		earlier_papers: rule.type === 'options' && isThreeFalling(rule.options.map(({ points }) => points))
	};
	if (filledFrom !== undefined && fits[filledFrom]) return { filledFrom };
	fields.invalid('filled_from');
	return {};
}

const isThreeFalling = ([first, second, third, ...more]: number[]): boolean =>
	more.length === 0 && third !== undefined && first! > second! && second! > third;

function readLegalBasis(fields: Fields): LegalBasis {
	const inForceFrom = fields.day('in_force_from');
	const inForceTo = fields.day('in_force_to');
	if (inForceFrom !== undefined && inForceTo !== undefined && inForceTo < inForceFrom)
		fields.invalid('in_force_to');
	return {
		key: fields.text('key'),
		text: fields.text('text'),
		verified: fields.flag('verified', false),
		...(inForceFrom === undefined ? {} : { inForceFrom }),
		...(inForceTo === undefined ? {} : { inForceTo }),
		...(fields.has('replaced_by') ? { replacedBy: fields.text('replaced_by') } : {})
	};
}

/** Skipped while a number is missing: that fault is told already. */
function checkSum(
	fields: Fields,
	place: string,
	stated: number,
	parts: readonly { maxPoints: number }[]
): void {
	const sum = parts.reduce((points, part) => points + part.maxPoints, 0);
	if (!Number.isNaN(stated - sum) && stated !== sum && parts.length > 0)
		fields.fault('set.sum_differs', { place, stated, sum });
}

function checkSums(fields: Fields, set: CriteriaSet): void {
	const at = (field: string) => fields.place + PLACE + field;
	const appraised = set.areas.filter((area) => !area.isSurvey);
	const survey = set.areas.filter((area) => area.isSurvey);
	const halves = [{ maxPoints: set.appraisalPoints }, { maxPoints: set.surveyPoints }];
	checkSum(fields, at('appraisal_points'), set.appraisalPoints, appraised);
	if (survey.length > 0) checkSum(fields, at('survey_points'), set.surveyPoints, survey);
	else if (set.surveyPoints > 0)
		fields.fault('set.sum_differs', { place: at('survey_points'), stated: set.surveyPoints, sum: 0 });
	checkSum(fields, at('total_points'), set.totalPoints, halves);
}

const CODE_SEGMENT = /^[0-9A-Za-z]+$/;

/** Unique in the whole set; each is its parent's code, a dot and one segment more. */
function checkCodes(problems: Problem[], set: CriteriaSet): void {
	const seen = new Set<string>();
	const check = (code: string, parent: string, parentPlace: string): string => {
		const place = parentPlace + PLACE + code;
		const fields = new Fields({}, place, problems);
		if (code === '') return place;
		if (seen.has(code)) fields.fault('set.code_duplicate', { place, code });
		seen.add(code);
		const own = parent === '' ? code : code.slice(parent.length + 1);
		if (!(parent === '' || code.startsWith(parent + '.')) || !CODE_SEGMENT.test(own))
			fields.fault('set.code_not_nested', { place, code, parent });
		return place;
	};
	for (const area of set.areas) {
		const areaPlace = check(area.code, '', set.code);
		for (const criterion of area.criteria) {
			const criterionPlace = check(criterion.code, area.code, areaPlace);
			for (const { code } of criterion.subcriteria) check(code, criterion.code, criterionPlace);
		}
	}
}
