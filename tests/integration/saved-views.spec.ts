import { expect, test } from 'vitest';
import {
	deleteView,
	editView,
	findFirstView,
	listSavedViews,
	saveView
} from '#lib/server/services/saved-views.ts';
import {
	addPeople,
	as,
	auditActions,
	codeOf,
	makeCtx,
	openTestDatabase,
	problemOf
} from '../support/database.ts';

async function open() {
	const ctx = makeCtx(openTestDatabase());
	const people = await addPeople(ctx.db);
	return {
		planner: as(ctx, people.planner),
		viewer: as(ctx, people.viewer),
		officer: as(ctx, people.officer)
	};
}

test('a view keeps filters and look, and opens the page where it is chosen to; one at a time', async () => {
	const { planner } = await open();
	expect(findFirstView(planner)).toBeNull();
	const late = saveView(planner, '?/saveView=&page=2&view=board&show=late', {
		name: 'Quá hạn',
		opensFirst: true
	});
	expect(listSavedViews(planner)).toEqual([
		{ id: late, name: 'Quá hạn', address: 'show=late&view=board', opensFirst: true }
	]);
	const calendar = saveView(planner, 'view=calendar', { name: 'Lịch', opensFirst: true });
	expect(findFirstView(planner)).toBe('view=calendar');
	editView(planner, late, { name: 'Quá hạn của tôi', opensFirst: true });
	expect(listSavedViews(planner).map(({ name, opensFirst }) => [name, opensFirst])).toEqual([
		['Quá hạn của tôi', true],
		['Lịch', false]
	]);
	editView(planner, late, { name: 'Quá hạn của tôi', opensFirst: false });
	expect(findFirstView(planner)).toBeNull();
	deleteView(planner, calendar);
	expect(listSavedViews(planner)).toHaveLength(1);
	expect(auditActions(planner.db, calendar)).toEqual(['view.save', 'view.delete']);
});

test('names are unlike each other for one person; two people may use the same', async () => {
	const { planner, viewer } = await open();
	saveView(planner, '', { name: 'Buổi sáng', opensFirst: false });
	const other = saveView(planner, '', { name: 'Buổi chiều', opensFirst: false });
	const taken = { code: 'view.name_taken', at: 'name' };
	expect(
		await problemOf(() => saveView(planner, '', { name: 'BUỔI SÁNG', opensFirst: false }))
	).toMatchObject(taken);
	expect(
		await problemOf(() => editView(planner, other, { name: ' buổi sáng', opensFirst: true }))
	).toMatchObject(taken);
	expect(findFirstView(planner)).toBeNull();
	editView(planner, other, { name: 'buổi chiều', opensFirst: false });
	saveView(viewer, '', { name: 'Buổi sáng', opensFirst: true });
	expect(findFirstView(planner)).toBeNull();
});

test('there is a limit, and it says so', async () => {
	const { planner } = await open();
	for (let made = 1; made <= 20; made += 1)
		saveView(planner, '', { name: `Cách xem ${made}`, opensFirst: false });
	expect(await problemOf(() => saveView(planner, '', { name: 'Nữa', opensFirst: false }))).toMatchObject({
		code: 'view.too_many',
		details: { maximum: 20 }
	});
	expect(listSavedViews(planner)).toHaveLength(20);
});

test("another person's view is not there, to read or to change; agencies have none", async () => {
	const { planner, viewer, officer } = await open();
	const id = saveView(planner, 'q=de an', { name: 'Đề án', opensFirst: true });
	expect(listSavedViews(viewer)).toEqual([]);
	expect(findFirstView(viewer)).toBeNull();
	expect(await codeOf(() => editView(viewer, id, { name: 'Của tôi', opensFirst: false }))).toBe('not_found');
	expect(await codeOf(() => deleteView(viewer, id))).toBe('not_found');
	expect(await codeOf(() => deleteView(officer, id))).toBe('not_found');
	expect(await codeOf(() => saveView(officer, '', { name: 'A', opensFirst: false }))).toBe('not_found');
	expect(await codeOf(() => deleteView(as(planner, null), id))).toBe('auth.required');
	expect(listSavedViews(planner)).toEqual([
		{ id, name: 'Đề án', address: 'q=de+an&view=table', opensFirst: true }
	]);
});
