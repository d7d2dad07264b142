import { describe, expect, it } from 'vitest';
import { problem } from '#lib/domain/problems.ts';
import { fieldSnapshot } from '../../../tests/support/field-fixture.ts';
import { firstLook } from './first-look.ts';

const asked: string[] = [];
const answering =
	(body: unknown, status = 200): typeof fetch =>
	(address) => {
		asked.push(String(address));
		return Promise.resolve(Response.json(body, { status, headers: { 'x-request-id': '1' } }));
	};

describe('the first look that the server draws', () => {
	it('shows the inspection as the server has it, and asks for nothing more', async () => {
		const snapshot = fieldSnapshot();
		const outcome = await firstLook(snapshot.id, answering(snapshot));
		expect(outcome).toMatchObject({
			kind: 'done',
			value: { snapshot: { id: snapshot.id }, canAnswer: true }
		});
		expect(asked).toEqual([`/api/inspections/${snapshot.id}/field`]);
	});

	it('says what the server says when it shows no inspection', async () => {
		const refused = answering({ problem: problem('not_found', {}) }, 404);
		expect(await firstLook('x', refused)).toMatchObject({ kind: 'refused', problem: { code: 'not_found' } });
	});

	it('leaves rules it does not know to the tablet, which says so', async () => {
		const snapshot = structuredClone(fieldSnapshot());
		snapshot.set.areas[0]!.criteria[0]!.subcriteria[0]!.rule = { type: 'of_tomorrow' } as never;
		expect(await firstLook(snapshot.id, answering(snapshot))).toEqual({ kind: 'outdated' });
	});
});
