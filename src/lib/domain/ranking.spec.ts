import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../tests/support/campaign-record.ts';
import { placeAmong, rankCampaign, requireRankable } from './ranking.ts';

const placesIn = (ranking: ReturnType<typeof rankCampaign>) =>
	ranking.groups.map(({ level, agencies }) => [
		level,
		...agencies.map(({ agencyName, place }) => `${place} ${agencyName}`)
	]);

describe('ranking', () => {
	it('shares a place among equals, skips the next, and never crosses levels', () => {
		const ranking = rankCampaign([
			resultOf('C', 91),
			resultOf('D', 70),
			resultOf('A', 95),
			resultOf('B', 91),
			resultOf('Xã Một', 99, { level: 'commune' })
		]);
		expect(placesIn(ranking)).toEqual([
			['department', '1 A', '2 B', '2 C', '4 D'],
			['commune', '1 Xã Một']
		]);
		expect(ranking.open).toEqual([]);
	});

	it('compares only results of the same set', () => {
		const older = { id: 'older', title: 'Bộ cũ' };
		const { groups } = rankCampaign([resultOf('A', 80), resultOf('B', 90, { set: older })]);
		expect(groups.map(({ isOneOfSeveral, agencies }) => [isOneOfSeveral, agencies[0]!.place])).toEqual([
			[true, 1],
			[true, 1]
		]);
	});

	it('leaves open what is not concluded, not scored, or lacks the survey that others have', () => {
		const { groups, open } = rankCampaign([
			resultOf('A', 80, { hasSurvey: true }),
			resultOf('B', 90),
			resultOf('C', 95, { isConcluded: false, hasSurvey: true }),
			resultOf('D', 0, { percent: null, hasSurvey: true })
		]);
		expect(groups[0]!.agencies.map(({ agencyName }) => agencyName)).toEqual(['A']);
		expect(open.map(({ result, reason }) => [result.agencyName, reason])).toEqual([
			['B', 'survey_missing'],
			['C', 'not_concluded'],
			['D', 'not_scored']
		]);
	});

	it('does not take a survey of somebody who is not concluded for that of the group', () => {
		const { groups, open } = rankCampaign([
			resultOf('A', 80),
			resultOf('B', 90, { isConcluded: false, hasSurvey: true })
		]);
		expect(groups[0]).toMatchObject({ withSurvey: false, agencies: [{ agencyName: 'A' }] });
		expect(open).toHaveLength(1);
	});

	it('gives as many places as results, none better than how many are better', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (percents) => {
				const places = percents.map((percent) => placeAmong(percent, percents));
				expect(Math.min(...places)).toBe(1);
				for (const [i, percent] of percents.entries())
					expect(places[i]! - 1).toBe(percents.filter((other) => other > percent).length);
			})
		);
	});
});

describe('announcing', () => {
	const open = rankCampaign([resultOf('A', 80), resultOf('B', 90, { isConcluded: false })]);

	it('waits for what is open, by name, until it is left out by name', () => {
		expect(requireRankable(open, [])).toMatchObject({
			ok: false,
			problem: { code: 'ranking.open', details: { count: 1, agencies: 'B' } }
		});
		expect(requireRankable(open, ['A']).ok).toBe(false);
		expect(requireRankable(open, ['B']).ok).toBe(true);
	});

	it('leaves a settled result in, whoever asks', () => {
		expect(requireRankable(rankCampaign([resultOf('A', 80)]), ['A'])).toMatchObject({
			ok: true,
			value: { groups: [{ agencies: [{ agencyName: 'A' }] }] }
		});
	});

	it('needs somebody to announce', () => {
		const none = rankCampaign([resultOf('B', 90, { isConcluded: false })]);
		expect(requireRankable(none, ['B'])).toMatchObject({ problem: { code: 'document.not_issued' } });
		expect(requireRankable(rankCampaign([]), [])).toMatchObject({ problem: { code: 'document.not_issued' } });
	});
});
