import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '#lib/domain/evidence.ts';
import { RAISED, Tablet } from '../../../tests/support/tablet.ts';
import type { FieldStore } from './field-store.svelte.ts';
import type { EvidenceUpload } from './transport.ts';

let tablet: Tablet;
beforeEach(() => {
	tablet = new Tablet();
});

describe('photos', () => {
	const photo = (name = 'a.txt'): EvidenceUpload => ({
		file: new File(['x'.repeat(9)], name, { type: 'text/plain' }),
		subjectKind: 'answer',
		subjectId: '5.2.1',
		stage: 'appraisal',
		caption: name,
		takenAt: null,
		place: null,
		originalId: null
	});
	const shown = (store: FieldStore) =>
		store.proofs
			.of('answer', '5.2.1')
			.map(({ caption, isAwaited }) => (isAwaited ? `${caption} awaited` : caption));

	it('are proofs at once, counted once while they wait, and told before they are sent', async () => {
		tablet.isAway = true;
		const store = tablet.open();
		store.tray.add(photo());
		await store.tray.whenReady();
		expect(shown(store)).toEqual(['a.txt awaited']);
		expect(store.proofs.awaited).toEqual({ awaited: 1, all: 1 });
		expect(store.waiting).toBe(1);
		tablet.isAway = false;
		expect(await store.flush()).toBe(true);
		expect(tablet.sent.map(({ type }) => type)).toEqual(['evidence.add']);
		expect(tablet.uploaded).toEqual(['id-1']);
		expect(shown(store)).toEqual(['a.txt']);
		expect(store.saveState).toEqual({ kind: 'saved' });
	});

	it('that wait do not keep a move back; what is said of them goes first', async () => {
		tablet.isHoldingFiles = true;
		const store = tablet.open();
		store.tray.add(photo());
		expect(await store.move('sign_minutes')).toEqual({ kind: 'done' });
		expect(tablet.sent.map(({ type }) => type)).toEqual(['evidence.add']);
		expect(store.tray.waiting).toBe(1);
	});

	it('change places with their neighbours; a place that stays is not sent', async () => {
		const store = tablet.open();
		for (const name of ['a', 'b', 'c']) store.tray.add(photo(name));
		await store.flush();
		tablet.sent = [];
		store.proofs.move(store.proofs.of('answer', '5.2.1')[2]!, -1);
		expect(shown(store)).toEqual(['a', 'c', 'b']);
		await store.flush();
		expect(tablet.sent.map(({ payload }) => payload)).toMatchObject([
			{ patch: { position: 1 } },
			{ patch: { position: 2 } }
		]);
	});

	it('given up before they were told of leave no record but the word of it', async () => {
		tablet.isAway = true;
		tablet.keepsCopy = true;
		const store = tablet.open();
		const id = store.tray.add(photo());
		await store.tray.whenReady();
		store.proofs.setCaption(id, 'mới');
		store.discardFile(id, 'chụp nhầm');
		expect(store.tray.items).toEqual([]);
		expect(shown(store)).toEqual([]);
		/* One for each number that was used: of the photo, and of its caption. */
		expect(store.outbox.pending.map(({ type }) => type)).toEqual(['work.discard', 'work.discard']);
	});

	it('given up later are taken back, with the word of it', async () => {
		tablet.isHoldingFiles = true;
		const store = tablet.open();
		const id = store.tray.add(photo());
		await store.flush();
		store.discardFile(id, 'chụp nhầm');
		expect(shown(store)).toEqual([]);
		expect(store.outbox.pending.map(({ type }) => type)).toEqual(['evidence.withdraw', 'work.discard']);
	});

	it('stay while the lock waits: what both sides signed lists them', async () => {
		tablet.isAway = true;
		const store = tablet.open();
		const id = store.tray.add(photo());
		await store.tray.whenReady();
		await store.lock.ask();
		expect(store.discardFile(id, 'chụp nhầm')).toBe(false);
		expect(shown(store)).toEqual(['a.txt awaited']);
		expect(store.tray.items).toHaveLength(1);
		store.lock.takeBack();
		expect(store.discardFile(id, 'chụp nhầm')).toBe(true);
		expect(shown(store)).toEqual([]);
	});

	it('put straight into the record by a form stand beside the rest, and stay when the rest changes', () => {
		const store = tablet.open();
		const view = { ...store.proofs.list[0]!, id: 'form', caption: 'theo mẫu' };
		const before = store.proofs.list.length;
		store.proofs.take(view);
		store.apply({ type: 'finding.raise', payload: RAISED });
		expect(store.proofs.list.map(({ id }) => id)).toContain('form');
		store.proofs.forget('form');
		expect(store.proofs.list).toHaveLength(before);
	});

	it('too large are refused here, and nothing is told of them', async () => {
		const store = tablet.open();
		store.tray.add({ ...photo(), file: new File([new Uint8Array(MAX_FILE_BYTES + 1)], 'lớn.pdf') });
		await store.tray.whenReady();
		expect(store.tray.refused[0]?.problem?.code).toBe('file.too_large');
		expect(store.outbox.pending).toEqual([]);
	});
});
