import { describe, expect, it } from 'vitest';
import { listScoredSubcriteria, type CriteriaSet } from '#lib/domain/criteria.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';
import { formOf } from './enketo-form.ts';
import { loadSet } from './scoring.ts';

const set = loadSet();
const form = formOf(set);
const pages = form.match(/<group [^>]*appearance="field-list">/g)!;

/** The form of a set that has nothing but one subcriterion with this rule. */
function formWith(rule: ScoringRule, title = 'Tên'): string {
	const [area] = set.areas;
	const [criterion] = area!.criteria;
	const subcriterion = { ...criterion!.subcriteria[0]!, title, rule };
	const small: CriteriaSet = {
		...set,
		areas: [{ ...area!, criteria: [{ ...criterion!, subcriteria: [subcriterion] }] }]
	};
	return formOf(small);
}

/** Names of elements that are opened and never closed, or closed in the wrong place. */
function faultsOf(xml: string): string[] {
	const open: string[] = [];
	const faults: string[] = [];
	for (const [, closing, name, alone] of xml.matchAll(/<(\/?)([\w:.-]+)(?:\s[\w:.-]+="[^"<]*")*\s*(\/?)>/g)) {
		if (closing && open.pop() !== name) faults.push(name!);
		else if (!closing && !alone) open.push(name!);
	}
	return [...faults, ...open];
}

describe("Enketo's form of the department set", () => {
	it('has every subcriterion that is walked on one page of its own', () => {
		const walked = listScoredSubcriteria(set);
		expect(pages).toHaveLength(walked.length);
		expect(new Set(pages).size).toBe(walked.length);
		for (const { subcriterion } of walked)
			expect(form.split(`<label>${subcriterion.code}. `)).toHaveLength(2);
	});

	it('binds each question once', () => {
		const asked = [...form.matchAll(/<(?:input|select1?) ref="([^"]+)"/g)].map(([, path]) => path);
		const bound = [...form.matchAll(/<bind nodeset="([^"]+)" type="[a-z]+"\/>/g)].map(([, path]) => path);
		expect(asked.length).toBeGreaterThan(pages.length);
		expect(bound.toSorted()).toEqual(asked.toSorted());
		expect(new Set(bound).size).toBe(bound.length);
	});

	it('is well-formed', () => {
		expect(faultsOf('<a><b c="1"></a>')).not.toEqual([]);
		expect(faultsOf(form)).toEqual([]);
		expect(form.replace(/<[^<>]+>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
		expect(formWith({ type: 'yes_no', yesPoints: 100, noPoints: 0 }, 'A < B & "C"')).toContain(
			'A &lt; B &amp; &quot;C&quot;'
		);
	});
});

describe('the questions of a rule', () => {
	const ratio = {
		type: 'ratio_linear',
		floorPercent: 0,
		targetPercent: 10_000,
		numeratorLabel: 'Tử số',
		denominatorLabel: 'Mẫu số',
		whenDenominatorZero: 'full'
	} as const;
	const partsLabels = { received: 'Tiếp nhận', done: 'Đã giải quyết', inProgress: 'Đang giải quyết' };

	it('are one choice or several', () => {
		const options = [{ label: 'Đủ', points: 100 }];
		expect(formWith({ type: 'options', options })).toMatch(/<select1 .*Đủ \(1,00\).*<\/select1>/);
		expect(formWith({ type: 'checklist', items: options, cap: 100 })).toMatch(/<select .*<\/select>/);
	});

	it('are two figures, or four where they come in parts', () => {
		expect(formWith(ratio).match(/type="int"/g)).toHaveLength(2);
		expect(formWith({ ...ratio, partsLabels }).match(/type="int"/g)).toHaveLength(4);
	});

	it('are points with a reason where people judge', () => {
		expect(formWith({ type: 'manual', label: 'Điểm' })).toMatch(/type="decimal"[\s\S]*type="string"/);
	});
});
