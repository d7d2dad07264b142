import { expect, test } from 'vitest';
import { deadlineReader } from '#lib/server/services/deadlines.ts';
import * as given from '../support/inspections.ts';

test('what has been late for years is late by its working days: the holidays of each year are none', async () => {
	const { ctx } = await given.openWorld();
	const lateOn = (year: number, due: string) => {
		ctx.clock.at = Date.UTC(year, 0, 5, 2);
		return deadlineReader(ctx).read(due).workingDaysLeft;
	};
	/* The same span of 2024, counted from near and from far: later years add their own days to it. */
	const near = lateOn(2025, '2024-01-05') - lateOn(2025, '2025-01-03');
	for (const year of [2027, 2029, 2033])
		expect([year, lateOn(year, '2024-01-05') - lateOn(year, '2025-01-03')]).toEqual([year, near]);
});
