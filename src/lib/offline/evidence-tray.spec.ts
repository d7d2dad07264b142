import { beforeEach, describe, expect, it } from 'vitest';
import type { EvidenceView } from '#lib/contracts/field.ts';
import { EvidenceTray, type PhotoShelf } from './evidence-tray.svelte.ts';
import type { EvidenceUpload, Outcome } from './transport.ts';

const upload = (name = 'a.txt'): EvidenceUpload => ({
	file: new File(['x'.repeat(9)], name, { type: 'text/plain' }),
	subjectKind: 'answer',
	subjectId: '3.2.1',
	stage: 'appraisal',
	caption: '',
	takenAt: null,
	place: null,
	originalId: null
});

/** A shelf that outlives the page. */
class Shelf implements PhotoShelf {
	kept = new Map<string, EvidenceUpload>();
	puts: string[] = [];
	list = async () => [...this.kept].map(([id, one]) => ({ id, upload: one }));
	put = async (id: string, one: EvidenceUpload) => {
		this.puts.push(one.file.name);
		this.kept.set(id, one);
		return true;
	};
	drop = async (id: string) => this.kept.delete(id);
}

let shelf: Shelf;
let answers: Outcome<EvidenceView>[];
let received: string[];
let ids: number;
let later: (() => void) | null;

beforeEach(() => {
	shelf = new Shelf();
	answers = [];
	received = [];
	ids = 0;
	later = null;
});

const arrivals: EvidenceView[] = [];
function openTray(more: Partial<ConstructorParameters<typeof EvidenceTray>[0]> = {}): EvidenceTray {
	return new EvidenceTray(
		{
			transport: {
				upload: async (_, id, { file }) => {
					received.push(`${id} ${file.name}`);
					return answers.shift() ?? { kind: 'done', value: { id } as EvidenceView };
				}
			},
			shelf,
			schedule: (_, work) => {
				later = work;
				return () => (later = null);
			},
			newId: () => `p${++ids}`,
			...more
		},
		'i',
		(view) => arrivals.push(view)
	);
}
const settle = async () => {
	for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('photos on their way', () => {
	it('are on the shelf before they are sent, and leave it when they have arrived', async () => {
		const tray = openTray();
		tray.add(upload());
		expect(tray.waiting).toBe(1);
		await settle();
		expect(shelf.puts).toEqual(['a.txt']);
		expect(received).toEqual(['p1 a.txt']);
		expect(tray.waiting).toBe(0);
		expect(shelf.kept.size).toBe(0);
	});

	it('outlive the page, and keep their id: sent twice they are one', async () => {
		answers = [{ kind: 'unreachable' }];
		openTray().add(upload());
		await settle();
		expect(shelf.kept.size).toBe(1);
		const next = openTray();
		await settle();
		expect(received).toEqual(['p1 a.txt', 'p1 a.txt']);
		expect(next.waiting).toBe(0);
	});

	it('wait for the network and go by themselves', async () => {
		answers = [{ kind: 'unreachable' }];
		const tray = openTray();
		tray.add(upload());
		await settle();
		expect(tray.isStuck).toBe(true);
		later?.();
		await settle();
		expect(tray.waiting).toBe(0);
		expect(tray.isStuck).toBe(false);
	});

	it('that are refused stay with the reason, on the shelf too, and let the next one pass', async () => {
		answers = [{ kind: 'refused', problem: { code: 'file.empty', details: { name: 'a.txt' } } as never }];
		const tray = openTray();
		tray.add(upload());
		tray.add(upload('b.txt'));
		await settle();
		expect(tray.refused).toHaveLength(1);
		expect(received).toEqual(['p1 a.txt', 'p2 b.txt']);
		expect(shelf.kept.size).toBe(1);
	});

	it('are made ready once, after the original is safe', async () => {
		const small = new File(['y'], 'small.jpg', { type: 'text/plain' });
		const tray = openTray({ prepare: async () => small });
		tray.add(upload('large.jpg'));
		await settle();
		expect(shelf.puts).toEqual(['large.jpg', 'small.jpg']);
		expect(received).toEqual(['p1 small.jpg']);
	});

	it('go as the camera made them when that is asked for', async () => {
		const tray = openTray({ prepare: async () => new File([''], 'small.jpg') });
		tray.add(upload('large.jpg'), true);
		await settle();
		expect(received).toEqual(['p1 large.jpg']);
	});

	it('say when the browser keeps nothing', async () => {
		const tray = openTray({
			shelf: { ...shelf, list: async () => [], put: async () => false, drop: shelf.drop }
		});
		tray.add(upload());
		await settle();
		expect(tray.isKept).toBe(false);
	});
});
