import { expect, test } from 'vitest';
import { listScoredSubcriteria, listSubcriteria } from '#lib/domain/criteria.ts';
import { takesUnits } from '#lib/domain/unit-figures.ts';
import { addUnit, closeUnit } from '#lib/server/services/agencies.ts';
import { findAgency, listUnits } from '#lib/server/db/queries/agencies.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import { readSelfDesk } from '#lib/server/services/self-desk-view.ts';
import { auditLines } from '#lib/server/db/schema/audit.ts';
import { desc } from 'drizzle-orm';
import {
	decideUnitFigure,
	removeUnitFigure,
	saveUnitFigure,
	type UnitFigureInput
} from '#lib/server/services/unit-figures.ts';
import { as, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';

interface Place {
	world: given.World;
	id: string;
	code: string;
	units: string[];
}

/** An agency with six units below it, as in a department's report of 2023. */
async function sixUnits(): Promise<Place> {
	const world = await given.openWorld();
	const { agencyId } = world.people;
	const planner = as(world.ctx, world.people.planner);
	for (let i = 1; i <= 6; i += 1) {
		const { version } = findAgency(world.ctx.db, agencyId)!;
		addUnit(planner, agencyId, version, { name: `Đơn vị sự nghiệp ${i}`, kind: 'service_unit' });
	}
	const id = given.notified(world);
	const code = listScoredSubcriteria(world.set).find(({ subcriterion }) => takesUnits(subcriterion.rule))!
		.subcriterion.code;
	return { world, id, code, units: listUnits(world.ctx.db, agencyId).map((unit) => unit.id) };
}

const give = ({ world, id, code }: Place, unitId: string, patch: Partial<UnitFigureInput> = {}) =>
	saveUnitFigure(as(world.ctx, world.people.officer), id, {
		code,
		unitId,
		numerator: 0,
		denominator: 1,
		asOfOn: '2026-06-30',
		note: '',
		state: 'submitted',
		version: 0,
		...patch
	});
const decide = (
	{ world, id, code }: Place,
	unitId: string,
	version: number,
	decision: 'approve' | 'return' = 'approve'
) => decideUnitFigure(as(world.ctx, world.people.head), id, { code, unitId, version }, decision);
const lastLine = ({ ctx }: given.World) => {
	const line = ctx.db.orm.select().from(auditLines).orderBy(desc(auditLines.id)).limit(1).get()!;
	const read = (text: unknown) => (typeof text === 'string' ? (JSON.parse(text) as unknown) : text);
	return { ...line, old: read(line.old), new: read(line.new) };
};
const sum = ({ world, id, code }: Place) =>
	readSelfDesk(as(world.ctx, world.people.officer), id).units[code]!;

test('six units: one approved, five submitted; a part that is missing is said', async () => {
	const place = await sixUnits();
	const [first, ...others] = place.units as [string, ...string[]];
	expect(sum(place).missing).toHaveLength(6);
	give(place, first, { numerator: 1 });
	for (const unitId of others.slice(1)) give(place, unitId);
	expect(sum(place).missing.map(({ id }) => id)).toEqual([others[0]]);
	give(place, others[0]!);
	decide(place, first, 1);
	expect(sum(place)).toMatchObject({
		numerator: 1,
		denominator: 6,
		missing: [],
		counts: { submitted: 5, approved: 1 }
	});
});

test('a unit that is merged away keeps its figures, marked', async () => {
	const place = await sixUnits();
	const { world, units } = place;
	give(place, units[0]!, { numerator: 1 });
	const planner = as(world.ctx, world.people.planner);
	for (const unitId of units.slice(0, 2))
		closeUnit(
			planner,
			world.people.agencyId,
			findAgency(world.ctx.db, world.people.agencyId)!.version,
			unitId,
			'2026-07-01'
		);
	expect(sum(place)).toMatchObject({
		numerator: 1,
		denominator: 1,
		parts: [{ unitId: units[0], isClosed: true }]
	});
	expect(sum(place).missing).toHaveLength(4);
});

test('the head alone approves; what is approved is not changed until it is given back', async () => {
	const place = await sixUnits();
	const { world, id, code } = place;
	const unitId = place.units[0]!;
	give(place, unitId);
	const officer = as(world.ctx, world.people.officer);
	expect(await codeOf(() => decideUnitFigure(officer, id, { code, unitId, version: 1 }, 'approve'))).toBe(
		'permission.denied'
	);
	decide(place, unitId, 1);
	expect(await codeOf(() => give(place, unitId, { version: 2 }))).toBe('unit.figures_approved');
	expect(await codeOf(() => removeUnitFigure(officer, id, { code, unitId, version: 2 }))).toBe(
		'unit.figures_approved'
	);
	decide(place, unitId, 2, 'return');
	give(place, unitId, { version: 3, numerator: 1 });
	expect(await codeOf(() => give(place, unitId, { version: 3 }))).toBe('version.stale');
	removeUnitFigure(officer, id, { code, unitId, version: 4 });
	expect(sum(place).parts).toEqual([]);
	expect(lastLine(world)).toMatchObject({ action: 'unit.remove', old: { numerator: 1 }, new: null });
});

test('what a unit is still writing is neither approved nor given back', async () => {
	const place = await sixUnits();
	const unitId = place.units[0]!;
	give(place, unitId, { state: 'drafted' });
	expect(await codeOf(() => decide(place, unitId, 1))).toBe('unit.figures_drafted');
	expect(await codeOf(() => decide(place, unitId, 1, 'return'))).toBe('unit.figures_drafted');
	give(place, unitId, { version: 1 });
	decide(place, unitId, 2);
	expect(sum(place).counts).toMatchObject({ approved: 1 });
});

test('bad figures, units of others and what was not given back are refused', async () => {
	const place = await sixUnits();
	const { world, id } = place;
	const unitId = place.units[0]!;
	expect(await codeOf(() => give(place, unitId, { numerator: 2 }))).toBe(
		'answer.numerator_above_denominator'
	);
	expect(await codeOf(() => give(place, unitId, { asOfOn: '2027-01-01' }))).toBe('date.in_future');
	expect(await codeOf(() => give(place, 'another'))).toBe('unit.not_of_agency');
	given.answerAll(world, 'officer', id, 'self');
	given.move(world, 'head', id, 'submit_self');
	expect(await codeOf(() => give(place, unitId))).toBe('transition.not_from_here');
	moveInspection(as(world.ctx, world.people.lead), id, 'return_self', {
		version: given.versionOf(world, id),
		reason: 'Sai',
		codes: [{ code: '1.1.1', reason: '' }]
	});
	expect(await codeOf(() => give(place, unitId))).toBe('self.not_returned');
});

test('a unit gives nothing for the survey, which the office alone enters', async () => {
	const place = await sixUnits();
	const { code } = listSubcriteria(place.world.set).find(
		({ subcriterion }) => subcriterion.isSurvey
	)!.subcriterion;
	const [unitId] = place.units as [string, ...string[]];
	expect(await codeOf(() => give({ ...place, code }, unitId))).toBe('answer.survey_by_office_only');
	expect(await codeOf(() => decide({ ...place, code }, unitId, 1))).toBe('answer.survey_by_office_only');
});
