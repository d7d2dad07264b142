import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	addWorkingDays,
	countedDay,
	isWorkingDay,
	workingDaysBetween,
	type WorkCalendar
} from './calendar.ts';
import { checkChasing, DEFAULT_CHASING, parseBefore, type ChasingSettings } from './chasing-settings.ts';
import { planDay, type Audience, type DayDigest, type Matter, type SentNotice } from './chasing.ts';

/** Tết 2027 as it is announced: Friday 5/2 to Thursday 11/2, and 2/9/2026. */
const calendar: WorkCalendar = {
	holidays: new Set(['2026-09-02', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11']),
	workingSwaps: new Set()
};
const AUDIENCE: Audience = { responsible: ['officer'], heads: ['head'], superiors: ['mailto:ubnd'] };
const quiet: ChasingSettings = { ...DEFAULT_CHASING, weeklyOn: 0 };

interface Given {
	settings?: ChasingSettings;
	audience?: (matter: Matter) => Audience;
	/** What changes from a day on. */
	change?: (matters: Matter[], day: string) => Matter[];
	skip?: (day: string) => boolean;
}

interface Said {
	day: string;
	recipient: string;
	matterKey: string;
	dueOn: string;
	step: string;
}

/** Runs every day and keeps what was said, as the server would. */
function run(from: string, days: number, matters: Matter[], given: Given = {}) {
	const sent: SentNotice[] = [];
	const mails: (DayDigest & { day: string })[] = [];
	for (let i = 0; i < days; i += 1) {
		const today = addDays(from, i);
		matters = given.change?.(matters, today) ?? matters;
		if (given.skip?.(today)) continue;
		const digests = planDay({
			today,
			calendar,
			settings: given.settings ?? quiet,
			matters,
			audienceOf: given.audience ?? (() => AUDIENCE),
			sent
		});
		for (const digest of digests) {
			mails.push({ ...digest, day: today });
			for (const notice of digest.notices) sent.push({ ...notice, recipient: digest.recipient, on: today });
			if (digest.weekly)
				sent.push({
					recipient: digest.recipient,
					matterKey: 'weekly',
					dueOn: addDays(today, -((new Date(today).getUTCDay() + 6) % 7)),
					step: 'weekly',
					on: today
				});
		}
	}
	const said: Said[] = sent
		.filter(({ step }) => step !== 'weekly')
		.map(({ on, recipient, matterKey, dueOn, step }) => ({ day: on, recipient, matterKey, dueOn, step }));
	return { said, mails, steps: said.map(({ day, recipient, step }) => `${day} ${recipient} ${step}`) };
}

const plan = (given: Partial<Matter> = {}): Matter => ({
	key: 'plan:1',
	kind: 'plan',
	dueOn: '2026-10-30',
	openedOn: null,
	awaiting: false,
	settled: false,
	...given
});

describe('the steps of one matter', () => {
	it('come 30, 7 and 1 working days before, on the day, every 5 after, to the head after 5, above after 15', () => {
		expect(run('2026-08-01', 220, [plan()]).steps).toEqual([
			'2026-09-18 officer before_30',
			'2026-10-21 officer before_7',
			'2026-10-29 officer before_1',
			'2026-10-30 officer on_day',
			'2026-11-06 officer after_1',
			'2026-11-06 head to_head',
			'2026-11-13 officer after_2',
			'2026-11-20 officer after_3',
			'2026-11-20 mailto:ubnd to_superior',
			'2026-11-27 officer after_4',
			'2026-12-04 officer after_5',
			'2026-12-11 officer after_6'
		]);
	});

	it('that lie before it was owed are not said', () => {
		expect(run('2026-10-01', 29, [plan({ openedOn: '2026-10-16' })]).steps).toEqual([
			'2026-10-21 officer before_7',
			'2026-10-29 officer before_1'
		]);
	});

	it('stop when it is settled', () => {
		const settled = run('2026-10-29', 90, [plan()], {
			change: (matters, day) => (day === '2026-11-10' ? [plan({ settled: true })] : matters)
		});
		expect(settled.steps.at(-1)).toBe('2026-11-06 head to_head');
	});

	it('go on without escalation while another body has to decide', () => {
		const { steps } = run('2026-10-29', 120, [plan({ awaiting: true })]);
		expect(steps.filter((step) => /head|superior/.test(step))).toEqual([]);
		expect(steps).toHaveLength(8);
	});

	it('begin anew for another day, which is told at once', () => {
		const { steps } = run('2026-10-21', 30, [plan()], {
			change: (matters, day) => (day === '2026-10-23' ? [plan({ dueOn: '2026-11-06' })] : matters)
		});
		expect(steps).toEqual([
			'2026-10-21 officer before_7',
			'2026-10-23 officer before_30',
			'2026-10-28 officer before_7',
			'2026-11-05 officer before_1',
			'2026-11-06 officer on_day',
			'2026-11-13 officer after_1',
			'2026-11-13 head to_head'
		]);
	});

	it('that were missed are made up by the latest one, once', () => {
		const { steps } = run('2026-10-01', 60, [plan()], {
			skip: (day) => day >= '2026-10-20' && day < '2026-11-18'
		});
		expect(steps).toEqual([
			'2026-10-01 officer before_30',
			'2026-11-18 officer after_1',
			'2026-11-18 head to_head',
			'2026-11-25 officer after_2'
		]);
	});

	it('give the head his days before the body above, also for what was late before chasing began', () => {
		const { steps } = run('2026-10-01', 40, [plan({ dueOn: '2024-05-06' })]);
		expect(steps.filter((step) => !step.includes('officer'))).toEqual([
			'2026-10-01 head to_head',
			'2026-10-15 mailto:ubnd to_superior'
		]);
	});

	it('reach the body above on its own day where there is no head to tell', () => {
		const { steps } = run('2026-11-01', 40, [plan()], { audience: () => ({ ...AUDIENCE, heads: [] }) });
		expect(steps.filter((step) => step.includes('superior'))).toEqual(['2026-11-20 mailto:ubnd to_superior']);
	});

	it('are one a day for whoever is responsible and head at once', () => {
		const { steps } = run('2026-10-29', 25, [plan()], {
			audience: () => ({ responsible: ['head'], heads: ['head'], superiors: [] })
		});
		expect(steps).toEqual([
			'2026-10-29 head before_1',
			'2026-10-30 head on_day',
			'2026-11-06 head to_head',
			'2026-11-13 head after_1',
			'2026-11-20 head after_2'
		]);
	});
});

describe('quiet days', () => {
	it('move what falls on a day off to the next working day, once', () => {
		// The Wednesday of Tết: due on the first working day after it.
		const { steps } = run('2027-02-01', 20, [plan({ dueOn: '2027-02-10' })]);
		expect(steps).toEqual([
			'2027-02-01 officer before_7',
			'2027-02-04 officer before_1',
			'2027-02-12 officer on_day',
			'2027-02-19 officer after_1',
			'2027-02-19 head to_head'
		]);
	});

	it('are silent', () => {
		for (const day of ['2027-02-06', '2027-02-09', '2026-09-02'])
			expect(run(day, 1, [plan({ dueOn: '2020-01-06' })]).mails).toEqual([]);
	});

	it('push the weekly digest to the next working day, and give it up where the whole week is off', () => {
		const weekly = { settings: DEFAULT_CHASING, audience: () => ({ ...AUDIENCE, heads: [] }) };
		const days = run('2027-01-25', 35, [plan({ dueOn: '2027-06-30' })], weekly);
		expect(days.mails.filter((mail) => mail.weekly).map(({ day }) => day)).toEqual([
			'2027-01-25',
			'2027-02-01',
			'2027-02-12',
			'2027-02-15',
			'2027-02-22'
		]);
	});
});

describe('a digest', () => {
	it('holds all matters of a person and the week’s list in one mail', () => {
		const matters = [
			plan(),
			plan({ key: 'action:2', kind: 'action' }),
			plan({ key: 'report:3', dueOn: '2027-03-01' })
		];
		const { mails } = run('2026-10-26', 5, matters, { settings: DEFAULT_CHASING });
		expect(
			mails.map(({ day, recipient, notices, weekly }) => [day, recipient, notices.length, weekly?.length])
		).toEqual([
			['2026-10-26', 'officer', 2, 3],
			['2026-10-26', 'head', 0, 3],
			['2026-10-29', 'officer', 2, undefined],
			['2026-10-30', 'officer', 2, undefined]
		]);
	});

	it('of the week is not made for what came up after its day', () => {
		const { mails } = run('2026-10-27', 7, [plan({ openedOn: '2026-10-28', dueOn: '2026-12-31' })], {
			settings: { ...DEFAULT_CHASING, before: [] }
		});
		expect([...new Set(mails.map(({ day }) => day))]).toEqual(['2026-11-02']);
	});

	it('of the week leaves out what the reminders have given up on', () => {
		const { mails } = run('2026-10-26', 1, [plan({ dueOn: '2024-01-08' })], { settings: DEFAULT_CHASING });
		expect(mails.every(({ weekly }) => weekly === null)).toBe(true);
	});

	it('is nobody’s where chasing is switched off', () => {
		expect(
			run('2026-10-26', 30, [plan()], { settings: { ...DEFAULT_CHASING, enabled: false } }).mails
		).toEqual([]);
	});
});

const START = '2026-07-01';
const dayIn = (low: number, high: number) =>
	fc.integer({ min: low, max: high }).map((n) => addDays(START, n));
const anyMatter = fc.record({
	due: dayIn(-200, 200),
	opened: fc.option(dayIn(-220, 120)),
	awaiting: fc.boolean(),
	settledAfter: fc.option(fc.integer({ min: 0, max: 200 }))
});
const anySettings = fc
	.record({
		before: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
		everyAfter: fc.integer({ min: 1, max: 12 }),
		maximumAfter: fc.integer({ min: 0, max: 5 }),
		toHeadAfter: fc.integer({ min: 1, max: 12 }),
		gap: fc.integer({ min: 1, max: 12 }),
		weeklyOn: fc.integer({ min: 0, max: 5 })
	})
	.map(({ gap, ...rest }) => ({
		...DEFAULT_CHASING,
		...rest,
		toSuperiorAfter: rest.toHeadAfter + gap
	}));
const anyAudience = fc.record({
	responsible: fc.uniqueArray(fc.constantFrom('a', 'b', 'head'), { minLength: 1, maxLength: 3 }),
	heads: fc.constantFrom([], ['head'], ['head', 'head2']),
	superiors: fc.constantFrom(['mailto:x'], ['planner'])
});
const world = fc.record({
	matters: fc.array(anyMatter, { minLength: 1, maxLength: 3 }),
	settings: anySettings,
	audience: anyAudience,
	off: fc.uniqueArray(fc.integer({ min: 0, max: 250 }), { maxLength: 60 })
});
const DAYS = 300;

function runWorld({
	matters,
	settings,
	audience,
	off
}: typeof world extends fc.Arbitrary<infer T> ? T : never) {
	const made = matters.map((one, i) =>
		plan({ key: `m${i}`, dueOn: one.due, openedOn: one.opened, awaiting: one.awaiting })
	);
	const offDays = new Set(off.map((n) => addDays(START, n)));
	const settledOn = matters.map(({ settledAfter }) =>
		settledAfter === null ? '9999' : addDays(START, settledAfter)
	);
	const result = run(START, DAYS, made, {
		settings,
		audience: () => audience,
		skip: (day) => offDays.has(day),
		change: (now, day) => now.map((one, i) => ({ ...one, settled: day >= settledOn[i]! }))
	});
	return { ...result, made, settledOn };
}

describe('always', () => {
	it('a matter, step and person come together once; a person has one mail a day; nothing comes on days off or after settling', () => {
		fc.assert(
			fc.property(world, (given) => {
				const { said, mails, settledOn } = runWorld(given);
				const keys = said.map(
					({ recipient, matterKey, dueOn, step }) => `${recipient} ${matterKey} ${dueOn} ${step}`
				);
				expect(new Set(keys).size).toBe(keys.length);
				const posts = mails.map(({ day, recipient }) => `${day} ${recipient}`);
				expect(new Set(posts).size).toBe(posts.length);
				for (const { day, notices, weekly } of mails) {
					expect(isWorkingDay(day, calendar)).toBe(true);
					for (const key of [...notices.map(({ matterKey }) => matterKey), ...(weekly ?? [])])
						expect(day < settledOn[Number(key.slice(1))]!).toBe(true);
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('every late matter reaches the head and then the body above, unless settled or waiting for another', () => {
		fc.assert(
			fc.property(world, (given) => {
				const { said, made } = runWorld(given);
				const { settings, audience } = given;
				made.forEach((matter, i) => {
					const own = said.filter(({ matterKey }) => matterKey === matter.key);
					const above = own.filter(({ step }) => step === 'to_superior');
					const heads = own.filter(({ step }) => step === 'to_head');
					if (matter.awaiting) return void expect([...above, ...heads]).toEqual([]);
					for (const { day } of above) {
						const first = heads[0]?.day;
						expect(first === undefined).toBe(audience.heads.length === 0);
						if (first !== undefined)
							expect(workingDaysBetween(first, day, calendar)).toBeGreaterThanOrEqual(
								settings.toSuperiorAfter - settings.toHeadAfter
							);
					}
					if (given.matters[i]!.settledAfter !== null) return;
					expect(above.map(({ recipient }) => recipient).sort()).toEqual([...audience.superiors].sort());
					expect(heads.map(({ recipient }) => recipient).sort()).toEqual([...audience.heads].sort());
				});
			}),
			{ numRuns: 60 }
		);
	});

	it('reminders after the day are as many as the stop rule says, no nearer than it says', () => {
		fc.assert(
			fc.property(world, (given) => {
				const { said, made } = runWorld(given);
				for (const matter of made)
					for (const recipient of given.audience.responsible) {
						const after = said.filter(
							(one) =>
								one.matterKey === matter.key && one.recipient === recipient && one.step.startsWith('after_')
						);
						expect(after.length).toBeLessThanOrEqual(given.settings.maximumAfter);
						after.reduce(
							(last, { day }) => {
								expect(workingDaysBetween(last, day, calendar)).toBeGreaterThanOrEqual(
									given.settings.everyAfter
								);
								return day;
							},
							countedDay(matter.dueOn, calendar)
						);
					}
			}),
			{ numRuns: 60 }
		);
	});
});

describe('settings', () => {
	it('are put in order', () => {
		const checked = checkChasing({ ...DEFAULT_CHASING, before: [1, 30, 7, 7] });
		expect(checked).toMatchObject({ ok: true, value: { before: [30, 7, 1] } });
	});

	it.each([
		[{ everyAfter: 0 }, 'everyAfter'],
		[{ everyAfter: 2.5 }, 'everyAfter'],
		[{ maximumAfter: 53 }, 'maximumAfter'],
		[{ weeklyOn: 6 }, 'weeklyOn'],
		[{ before: [0] }, 'before'],
		[{ before: [1, 2, 3, 4, 5, 6, 7] }, 'before'],
		[{ sendAt: '24:00' }, 'sendAt']
	])('refuse %j', (patch, at) => {
		expect(checkChasing({ ...DEFAULT_CHASING, ...patch })).toMatchObject({
			ok: false,
			problem: { code: 'input.invalid', at }
		});
	});

	it('keep the head before the body above', () => {
		expect(checkChasing({ ...DEFAULT_CHASING, toHeadAfter: 15 })).toMatchObject({
			ok: false,
			problem: { code: 'chasing.superior_before_head', at: 'toSuperiorAfter' }
		});
	});

	it('read the days before as they are typed', () => {
		expect(parseBefore('30, 7; 1')).toEqual([30, 7, 1]);
		expect(parseBefore('')).toEqual([]);
		expect(parseBefore('30, bảy')).toBeNull();
	});
});

// A guard for the expectations above: the example days are what they are said to be.
it('the example days are right', () => {
	expect(addWorkingDays('2026-10-30', -30, calendar)).toBe('2026-09-18');
	expect(countedDay('2027-02-10', calendar)).toBe('2027-02-12');
});
