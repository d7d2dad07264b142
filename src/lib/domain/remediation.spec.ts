import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	checkAction,
	checkProgress,
	checkReportDays,
	emptyRemedyTexts,
	breaksDemand,
	checkReached,
	isAfterDemand,
	latestByAction,
	nameOfAction,
	NO_DETAIL,
	PROGRESS_STATES,
	reportedLaterOn,
	type ProgressReport,
	type RemedyAction
} from './remediation.ts';

const TODAY = '2026-09-12';
const ACTION: RemedyAction = {
	...NO_DETAIL,
	id: 'a1',
	findingId: 'f1',
	cause: 'Chưa có người theo dõi',
	measure: 'Phân công công chức đầu mối',
	product: 'Quyết định phân công',
	leadUnit: 'Văn phòng Sở',
	personInCharge: 'Chánh Văn phòng',
	support: '',
	dueOn: '2026-10-30',
	note: ''
};
const REPORT: ProgressReport = {
	id: 'r1',
	actionId: 'a1',
	percent: 17,
	state: 'doing',
	numerator: 1,
	denominator: 6,
	asOfOn: '2026-09-12',
	doneText: '01/06 đơn vị được phê duyệt Đề án vị trí việc làm',
	remainingText: '05 đơn vị còn lại',
	awaitedBody: '',
	regressReason: ''
};

describe('an action of the plan', () => {
	const check = (patch: Partial<RemedyAction> = {}) => checkAction({ ...ACTION, ...patch }, TODAY);

	it('is complete with cause, measure, product, unit, person and day', () => {
		expect(check()).toEqual({ ok: true, value: ACTION });
		expect(check({ measure: `  ${ACTION.measure} ` })).toEqual({ ok: true, value: ACTION });
	});

	it.each(['cause', 'measure', 'product', 'leadUnit', 'personInCharge', 'dueOn'] as const)(
		'is refused without %s',
		(field) => {
			expect(check({ [field]: '  ' })).toEqual({
				ok: false,
				problem: { code: 'finding.action_incomplete', details: { field }, at: field }
			});
		}
	);

	it('may be a correction alone, with the reason why nothing is done against the cause', () => {
		const correction = 'Trả ngay 03 hồ sơ quá hạn';
		expect(check({ measure: '', correction })).toMatchObject({
			problem: { code: 'answer.reason_required', at: 'correctionOnlyReason' }
		});
		const alone = { measure: '', correction, correctionOnlyReason: 'Sai sót đơn lẻ' };
		expect(check(alone)).toMatchObject({ ok: true, value: alone });
		expect(nameOfAction({ ...ACTION, ...alone })).toBe(correction);
		expect(check({ correction, correctionOnlyReason: 'Sai sót đơn lẻ' })).toMatchObject({
			value: { correction, correctionOnlyReason: '' }
		});
		expect(nameOfAction({ ...ACTION, correction })).toBe(ACTION.measure);
	});

	it('names the body where the cause is not its own', () => {
		expect(check({ causeOwner: 'other' })).toMatchObject({
			problem: { code: 'input.required', at: 'causeBody' }
		});
		expect(check({ causeOwner: 'other', causeBody: 'UBND tỉnh' }).ok).toBe(true);
		expect(check({ causeOwner: 'own', causeBody: 'UBND tỉnh' })).toMatchObject({ value: { causeBody: '' } });
	});

	it('is due today or later', () => {
		expect(check({ dueOn: TODAY }).ok).toBe(true);
		expect(check({ dueOn: '2026-09-11' })).toMatchObject({ problem: { code: 'date.passed', at: 'dueOn' } });
	});

	it('passes on what is wrong with its target and its milestones', () => {
		const target = { what: ' ', unit: '', numerator: 1, denominator: null };
		expect(check({ target })).toMatchObject({ problem: { at: 'targetWhat' } });
		const milestones = [{ id: 'm', text: 'Trình', dueOn: '2026-11-01', doneOn: null }];
		expect(check({ milestones })).toMatchObject({ problem: { code: 'milestone.after_action' } });
	});

	it.each([
		['2026-10-29', '2026-09-12', true],
		['2026-10-30', '2026-09-12', false],
		['2026-09-11', '2026-09-12', false],
		[null, '2026-09-12', false]
	])('demanded by %s, seen on %s: breaks the demand: %s', (demandDueOn, today, breaks) => {
		expect(breaksDemand(ACTION, demandDueOn, today)).toBe(breaks);
	});

	it.each([
		['2026-10-30', false],
		['2026-10-29', true],
		[null, false]
	])('against a demand due %s it is late: %s', (demandDueOn, late) => {
		expect(isAfterDemand(ACTION, demandDueOn)).toBe(late);
	});
});

describe('progress', () => {
	it.each<Partial<ProgressReport>>([
		{},
		{ percent: 100, state: 'done' },
		{ percent: 100, state: 'submitted_awaiting', awaitedBody: 'UBND tỉnh' },
		{ percent: 0 },
		{ numerator: null, denominator: null },
		{ numerator: 6, denominator: 6 }
	])('%j is accepted', (change) => {
		const report = { ...REPORT, ...change };
		expect(checkProgress(report)).toEqual({ ok: true, value: report });
	});

	it.each<[Partial<ProgressReport>, string, string]>([
		[{ percent: 101 }, 'remedy.percent_range', 'percent'],
		[{ percent: -1 }, 'remedy.percent_range', 'percent'],
		[{ percent: 16.5 }, 'remedy.percent_range', 'percent'],
		[{ percent: 99, state: 'done' }, 'remedy.percent_range', 'percent'],
		[{ numerator: 7 }, 'answer.numerator_above_denominator', 'numerator'],
		[{ numerator: 0.5 }, 'input.not_whole', 'numerator'],
		[{ numerator: -1 }, 'input.negative', 'numerator'],
		[{ denominator: 1e10 }, 'input.too_large', 'denominator'],
		[{ state: 'submitted_awaiting' }, 'input.required', 'awaitedBody'],
		[{ doneText: ' ' }, 'input.required', 'doneText']
	])('%j is refused', (change, code, at) => {
		expect(checkProgress({ ...REPORT, ...change })).toMatchObject({ ok: false, problem: { code, at } });
	});

	it('is done at 100 % or not at all', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -5, max: 105 }),
				fc.constantFrom(...PROGRESS_STATES),
				(percent, state) => {
					const accepted = checkProgress({ ...REPORT, percent, state, awaitedBody: 'UBND tỉnh' }).ok;
					expect(accepted).toBe(percent >= 0 && percent <= 100 && (state !== 'done' || percent === 100));
				}
			)
		);
	});

	it('owes the figures of its target once it is done', () => {
		const target = { what: 'Đề án', unit: 'đề án', numerator: 6, denominator: 6 };
		const done = { state: 'done', numerator: 6, denominator: 6 } as const;
		expect(checkReached(target, done).ok).toBe(true);
		expect(checkReached(target, { ...done, numerator: null })).toMatchObject({
			problem: { at: 'numerator' }
		});
		expect(checkReached(target, { ...done, denominator: null })).toMatchObject({
			problem: { code: 'input.required', at: 'denominator' }
		});
		expect(checkReached({ ...target, denominator: null }, { ...done, denominator: null }).ok).toBe(true);
		expect(checkReached(target, { ...done, state: 'doing', numerator: null }).ok).toBe(true);
		expect(checkReached(null, { ...done, numerator: null }).ok).toBe(true);
	});

	it('goes down with a reason only', () => {
		expect(checkProgress(REPORT, 40)).toMatchObject({
			problem: { code: 'remedy.percent_down', details: { before: 40, percent: 17 }, at: 'regressReason' }
		});
		expect(checkProgress({ ...REPORT, regressReason: 'Đề án bị trả lại' }, 40).ok).toBe(true);
		expect(checkProgress(REPORT, 17).ok).toBe(true);
	});

	it('stands as last reported', () => {
		const later = { ...REPORT, id: 'r2', percent: 50 };
		const other = { ...REPORT, id: 'r3', actionId: 'a2' };
		expect(latestByAction([REPORT, other, later])).toEqual(
			new Map([
				['a1', later],
				['a2', other]
			])
		);
	});

	it('starts with empty texts, a fresh set each time', () => {
		const texts = emptyRemedyTexts();
		texts.purpose.push('x');
		expect(emptyRemedyTexts().purpose).toEqual([]);
	});
});

describe('the days of a report', () => {
	const TODAY = '2026-11-02';
	const days = (patch: Partial<Parameters<typeof checkReportDays>[1]>, dueOn = '2026-10-30') =>
		checkReportDays(
			{ endsOn: dueOn, raisedOn: '2026-09-01', lastAsOfOn: '2026-10-05' },
			{ state: 'doing', asOfOn: TODAY, delayReason: 'Chờ phê duyệt', newDueOn: '2026-12-15', ...patch },
			TODAY
		);

	it.each([
		['late, with a reason and a day ahead', {}, '2026-10-30', null],
		['figures of tomorrow', { asOfOn: '2026-11-03' }, '2026-10-30', 'date.in_future'],
		['figures from before the conclusion', { asOfOn: '2026-08-31' }, '2026-10-30', 'remedy.before_raised'],
		['figures older than the last', { asOfOn: '2026-10-04' }, '2026-10-30', 'remedy.before_last_report'],
		['figures of the day of the last', { asOfOn: '2026-10-05' }, '2026-10-30', null],
		['late without a reason', { delayReason: ' ' }, '2026-10-30', 'answer.reason_required'],
		['late without a new day', { newDueOn: null }, '2026-10-30', 'input.required'],
		['a new day that is today', { newDueOn: TODAY }, '2026-10-30', 'date.passed'],
		['late but done', { state: 'done', delayReason: '', newDueOn: null }, '2026-10-30', null],
		['due today', { delayReason: '', newDueOn: null }, TODAY, null]
	] as const)('%s', (_, patch, dueOn, code) => {
		const checked = days(patch, dueOn);
		expect(checked.ok ? null : checked.problem.code).toBe(code);
	});

	it('a first report may have figures of the day of the conclusion', () => {
		const bounds = { endsOn: '2026-10-30', raisedOn: '2026-09-01', lastAsOfOn: null };
		const report = { state: 'done', asOfOn: '2026-09-01', delayReason: '', newDueOn: null } as const;
		expect(checkReportDays(bounds, report, TODAY)).toEqual({ ok: true, value: null });
	});

	it.each([
		['done', '2026-10-30', '2026-11-02'],
		['done', '2026-11-02', null],
		['doing', '2026-10-30', null]
	] as const)('«%s» of %s told on 2/11: told later on %s', (state, asOfOn, later) => {
		const reportedAt = Date.parse('2026-11-02T08:00:00+07:00');
		expect(reportedLaterOn({ state, asOfOn, reportedAt })).toBe(later);
	});
});
