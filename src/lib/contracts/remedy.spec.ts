import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { emptyRemedyTexts } from '#lib/domain/remediation.ts';
import { explanationForm, readPoints } from './explanation.ts';
import { readFigure, toParagraphs } from './form-fields.ts';
import { parseIssue } from './issue.ts';
import { progressForm, reportTextsOf, toReportTexts } from './remedy.ts';

/** Code of the first fault, with the field it is at. */
function faultOf(schema: v.GenericSchema, given: unknown): [string | undefined, string | undefined] {
	const [fault] = v.safeParse(schema, given).issues ?? [];
	return [fault && parseIssue(fault.message)?.code, fault && (v.getDotPath(fault) ?? undefined)];
}

const EXPLANATION = {
	findingId: 'f1',
	subcriterionCode: '',
	version: 0,
	stance: 'disagree',
	reason: 'Đã có quyết định.',
	requestedPoints: ''
};
const PROGRESS = {
	actionId: 'a1',
	percent: '17',
	state: 'doing',
	numerator: '1',
	denominator: '6',
	asOfOn: '2026-09-12',
	milestones: '',
	doneText: 'Đã trình.',
	remainingText: '',
	awaitedBody: '',
	regressReason: '',
	delayReason: '',
	newDueOn: ''
};

describe('an answer', () => {
	it.each([
		[{}, [undefined, undefined]],
		[{ stance: 'agree', reason: '' }, [undefined, undefined]],
		[{ reason: '  ' }, ['input.required', 'reason']],
		[{ stance: '' }, ['input.required', 'stance']],
		[{ requestedPoints: '3,5' }, [undefined, undefined]],
		[{ requestedPoints: 'ba' }, ['input.not_a_number', 'requestedPoints']],
		[{ requestedPoints: '-1' }, ['input.negative', 'requestedPoints']],
		[{ requestedPoints: '0,125' }, ['input.too_many_decimals', 'requestedPoints']]
	])('with %o says %o', (patch, expected) => {
		expect(faultOf(explanationForm, { ...EXPLANATION, ...patch })).toEqual(expected);
	});

	it.each([
		['', null],
		['1,15', 115],
		['86.6', 8660],
		['0', 0]
	])('reads points typed as «%s»', (typed, points) => {
		expect(readPoints(typed)).toEqual({ ok: true, value: points });
	});
});

describe('a progress report', () => {
	it.each([
		[{}, [undefined, undefined]],
		[{ percent: '' }, ['input.required', 'percent']],
		[{ percent: '17,5' }, ['input.invalid', 'percent']],
		[{ numerator: 'một' }, ['input.not_a_number', 'numerator']],
		[{ denominator: '-6' }, ['input.negative', 'denominator']],
		[{ asOfOn: '32/1/2027' }, ['date.invalid', 'asOfOn']],
		[{ newDueOn: 'mai' }, ['date.invalid', 'newDueOn']],
		[{ milestones: '[{"id":1}]' }, ['input.invalid', 'milestones']],
		[{ doneText: ' ' }, ['input.required', 'doneText']]
	])('with %o says %o', (patch, expected) => {
		expect(faultOf(progressForm, { ...PROGRESS, ...patch })).toEqual(expected);
	});

	it('reads figures as offices write them', () => {
		expect([readFigure('2.431'), readFigure('86,6'), readFigure('')]).toEqual([2431, 86.6, null]);
	});
});

describe('texts of the report', () => {
	const FORM = {
		version: 3,
		steering: 'Đã ban hành kế hoạch.\n\n  Đã họp giao ban. ',
		difficulties: '',
		proposals: '',
		answeredPapers: 'Công văn số 4334/UBND-KSTT ngày 20/7/2021 của Ủy ban nhân dân tỉnh',
		recipients: ''
	};

	it('are a paragraph a line, and come back as they were', () => {
		const texts = toReportTexts(FORM);
		expect(texts).toMatchObject({
			ok: true,
			value: { steering: ['Đã ban hành kế hoạch.', 'Đã họp giao ban.'], difficulties: [] }
		});
		const shown = reportTextsOf({ ...emptyRemedyTexts(), ...(texts.ok ? texts.value : {}) });
		expect(shown.answeredPapers).toBe(FORM.answeredPapers);
		expect(toReportTexts({ ...FORM, ...shown })).toEqual(texts);
	});

	it('name the citation that cannot be read', () => {
		expect(
			toReportTexts({ ...FORM, answeredPapers: `${FORM.answeredPapers}\nkhông phải văn bản` })
		).toMatchObject({
			ok: false,
			problem: { code: 'citation.unreadable', details: { text: 'không phải văn bản' } }
		});
	});

	it('drop blank lines, of Windows too', () => {
		expect(toParagraphs('một\r\n\r\nhai\n')).toEqual(['một', 'hai']);
	});
});
