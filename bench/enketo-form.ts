/** A criteria set as an XForm: what an office would have to give Enketo to get the same walk, one subcriterion a page. */
import { listScoredSubcriteria, type CriteriaSet, type Subcriterion } from '#lib/domain/criteria.ts';
import { formatPoints } from '#lib/domain/number-format.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';

/** A question of a page. `choices` only where one or several of them are the answer. */
interface Question {
	name: string;
	label: string;
	type: 'int' | 'decimal' | 'string';
	control: 'input' | 'select1' | 'select';
	choices?: string[];
}

/** A part of the form with its place in the data; groups hold groups, pages hold questions. */
interface Group {
	name: string;
	label: string;
	hint?: string;
	groups: Group[];
	questions: Question[];
}

const ROOT = 'data';

/** The form of a set, without what the survey answers: areas hold criteria, these hold pages. */
export function formOf(set: CriteriaSet): string {
	const walked = new Set(listScoredSubcriteria(set).map(({ subcriterion }) => subcriterion));
	const groups = set.areas.flatMap((area) => {
		const criteria = area.criteria.flatMap((criterion) => {
			const pages = criterion.subcriteria.filter((one) => walked.has(one)).map(pageOf);
			return pages.length > 0 ? [{ ...groupOf('criterion', criterion), groups: pages }] : [];
		});
		return criteria.length > 0 ? [{ ...groupOf('area', area), groups: criteria }] : [];
	});
	const title = escape(set.title);
	return `<?xml version="1.0" encoding="UTF-8"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>${title}</h:title><model>
<instance><${ROOT} id="${escape(set.code)}" version="${set.version}">${groups.map(dataOf).join('')}<orx:meta><orx:instanceID/></orx:meta></${ROOT}></instance>
${groups.map((group) => bindsOf(group, `/${ROOT}`)).join('\n')}
<bind nodeset="/${ROOT}/orx:meta/orx:instanceID" type="string" readonly="true()" calculate="concat('uuid:', uuid())"/>
</model></h:head>
<h:body class="pages theme-grid">
${groups.map((group) => bodyOf(group, `/${ROOT}`)).join('\n')}
</h:body>
</h:html>`;
}

function groupOf(kind: string, { code, title }: { code: string; title: string }): Group {
	return { name: nameOf(kind, code), label: `${code}. ${title}`, groups: [], questions: [] };
}

function pageOf(subcriterion: Subcriterion): Group {
	return {
		...groupOf('sub', subcriterion),
		hint: `Tối đa ${formatPoints(subcriterion.maxPoints)} điểm`,
		questions: questionsOf(subcriterion.rule)
	};
}

const nameOf = (kind: string, code: string) => `${kind}_${code.replace(/[^0-9A-Za-z]/g, '_')}`;

const figure = (name: string, label: string): Question => ({ name, label, type: 'int', control: 'input' });
const choice = (control: 'select1' | 'select', label: string, choices: string[]): Question[] => [
	{ name: 'answer', label, type: 'string', control, choices }
];
const worded = ({ label, points }: { label: string; points: number }) => `${label} (${formatPoints(points)})`;

function questionsOf(rule: ScoringRule): Question[] {
	switch (rule.type) {
		case 'yes_no':
			return choice('select1', 'Kết quả', [
				worded({ label: 'Có', points: rule.yesPoints }),
				worded({ label: 'Không', points: rule.noPoints })
			]);
		case 'options':
			return choice('select1', 'Kết quả', rule.options.map(worded));
		case 'checklist':
			return choice('select', 'Kết quả', rule.items.map(worded));
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return [
				figure('numerator', rule.numeratorLabel),
				figure('denominator', rule.denominatorLabel),
				...(rule.partsLabels
					? [
							figure('received', rule.partsLabels.received),
							figure('in_progress', rule.partsLabels.inProgress)
						]
					: [])
			];
		case 'growth_bands':
			return [figure('current', rule.currentLabel), figure('previous', rule.previousLabel)];
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return [figure('count', rule.itemLabel)];
		case 'manual':
			return [
				{ name: 'points', label: rule.label, type: 'decimal', control: 'input' },
				{ name: 'reason', label: 'Lý do', type: 'string', control: 'input' }
			];
		case 'survey':
			throw new Error('what the survey answers is not walked');
	}
}

const dataOf = ({ name, groups, questions }: Group): string =>
	`<${name}>${groups.map(dataOf).join('')}${questions.map((one) => `<${one.name}/>`).join('')}</${name}>`;

function bindsOf({ name, groups, questions }: Group, parent: string): string {
	const path = `${parent}/${name}`;
	return [
		...groups.map((group) => bindsOf(group, path)),
		...questions.map((one) => `<bind nodeset="${path}/${one.name}" type="${one.type}"/>`)
	].join('\n');
}

function bodyOf({ name, label, hint, groups, questions }: Group, parent: string): string {
	const path = `${parent}/${name}`;
	const page = questions.length > 0 ? ' appearance="field-list"' : '';
	return [
		`<group ref="${path}"${page}><label>${escape(label)}</label>`,
		...groups.map((group) => bodyOf(group, path)),
		...questions.map((one, i) => controlOf(one, path, i === 0 ? hint : '')),
		'</group>'
	].join('\n');
}

function controlOf({ name, label, control, choices }: Question, parent: string, hint = ''): string {
	const below = hint && `<hint>${escape(hint)}</hint>`;
	const items = (choices ?? []).map(
		(text, i) => `<item><label>${escape(text)}</label><value>c${i + 1}</value></item>`
	);
	return `<${control} ref="${parent}/${name}"><label>${escape(label)}</label>${below}${items.join('')}</${control}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
