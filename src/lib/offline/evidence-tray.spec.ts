import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvidenceView } from '#lib/contracts/field.ts';
import { fail, ok, problem, type Problem } from '#lib/domain/problems.ts';
import { EvidenceTray, type PhotoShelf } from './evidence-tray.svelte.ts';
import { hashOfFile } from './photo.ts';
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

/** The inspection's records, which outlive the page too. */
class Records {
	announced: string[] = [];
	arrivals: string[] = [];
	isTold = true;
	fault: Problem | null = null;
	announce = (id: string, { file }: EvidenceUpload) => {
		this.announced.push(`${id} ${file.name}`);
		return this.fault ? fail(this.fault.code, this.fault.details as never) : ok(id);
	};
	has = (id: string) => this.announced.some((one) => one.startsWith(`${id} `));
	isAnnounced = () => this.isTold;
	arrived = ({ id }: EvidenceView) => void this.arrivals.push(id);
}

let shelf: Shelf;
let records: Records;
let answers: Outcome<EvidenceView>[];
/** What was sent: where to, which file, and whether it was asked first how much is there. */
let received: string[];
let ids: number;
let later: (() => void) | null;
let pauses: number[];

beforeEach(() => {
	shelf = new Shelf();
	records = new Records();
	answers = [];
	received = [];
	ids = 0;
	later = null;
	pauses = [];
});

function openTray(more: Partial<ConstructorParameters<typeof EvidenceTray>[0]> = {}): EvidenceTray {
	const deps = {
		transport: {
			upload: async (
				_: string,
				id: string,
				{ name }: File,
				{ isResumed, onprogress }: { isResumed: boolean; onprogress: (share: number) => void }
			) => {
				received.push(`${id} ${name}${isResumed ? ' resumed' : ''}`);
				onprogress(0.5);
				return answers.shift() ?? ({ kind: 'done', value: { id } as EvidenceView } as const);
			}
		},
		shelf,
		schedule: (ms: number, work: () => void) => {
			pauses.push(ms);
			later = work;
			return () => (later = null);
		},
		newId: () => `p${++ids}`,
		random: () => 1,
		...more
	};
	return new EvidenceTray(deps, 'i', records);
}

const refuse = (code: 'file.empty' | 'evidence.hash_differs'): Outcome<never> => ({
	kind: 'refused',
	problem: problem(code, { name: 'a.txt' })
});
const refusedWith = (one: Problem): Outcome<never> => ({ kind: 'refused', problem: one });

/** All that is under way without a timer has come to its end. */
const settled = async (tray: EvidenceTray) => {
	await tray.whenReady();
	await vi.waitFor(() => expect(tray.isSending).toBe(false));
	for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('photos on their way', () => {
	it('that is stopped while a photo is made ready announces nothing and puts nothing back on the shelf', async () => {
		let ready = () => {};
		const tray = openTray({
			prepare: (file) => new Promise((resolve) => (ready = () => resolve(file)))
		});
		tray.add(upload());
		await expect.poll(() => shelf.kept.size).toBe(1);
		await vi.waitFor(() => ready());
		tray.stop();
		const id = [...shelf.kept.keys()][0]!;
		await shelf.drop(id);
		ready();
		await tray.whenReady();
		expect([shelf.kept.size, records.announced]).toEqual([0, []]);
	});

	it('are on the shelf before they are announced, announced before they are sent, and leave it when they are there', async () => {
		const tray = openTray();
		expect(tray.add(upload())).toBe('p1');
		expect(tray.waiting).toBe(1);
		await settled(tray);
		expect(shelf.puts[0]).toBe('a.txt');
		expect(records.announced).toEqual(['p1 a.txt']);
		expect(received).toEqual(['p1 a.txt']);
		expect(records.arrivals).toEqual(['p1']);
		expect(tray.waiting).toBe(0);
		expect(shelf.kept.size).toBe(0);
	});

	it('wait until the server has been told of them', async () => {
		records.isTold = false;
		const tray = openTray();
		tray.add(upload());
		await settled(tray);
		expect(received).toEqual([]);
		records.isTold = true;
		await tray.send();
		expect(received).toEqual(['p1 a.txt']);
	});

	it('outlive the page, keep their id and hash, and go on where they were', async () => {
		answers = [{ kind: 'unreachable' }];
		const before = openTray();
		before.add(upload());
		await settled(before);
		expect(shelf.kept.get('p1')).toMatchObject({ isBegun: true, sha256: await hashOfFile(upload().file) });
		const next = openTray();
		await settled(next);
		expect(received).toEqual(['p1 a.txt', 'p1 a.txt resumed']);
		expect(records.announced).toEqual(['p1 a.txt']);
		expect(next.waiting).toBe(0);
	});

	it('that a killed tab left on the shelf unannounced are announced and sent', async () => {
		shelf.kept.set('old', upload());
		const tray = openTray();
		await settled(tray);
		expect(records.announced).toEqual(['old a.txt']);
		expect(received).toEqual(['old a.txt']);
	});

	it('wait for the network longer and longer, and go by themselves', async () => {
		const silent = {
			upload: async () => answers.shift() ?? ({ kind: 'done', value: { id: 'p1' } as EvidenceView } as const)
		};
		answers = [{ kind: 'unreachable' }, { kind: 'failed', status: 500 }, { kind: 'signed_out' }];
		const tray = openTray({ transport: silent });
		tray.add(upload());
		await settled(tray);
		expect(tray.isStuck).toBe(true);
		for (let turn = 0; turn < 3; turn += 1) {
			later?.();
			await settled(tray);
		}
		expect(pauses).toEqual([2_000, 4_000, 8_000]);
		expect(tray.waiting).toBe(0);
		expect(tray.isStuck).toBe(false);
	});

	it('on a link that moves something each time are tried again soon', async () => {
		answers = [{ kind: 'unreachable' }, { kind: 'unreachable' }, { kind: 'unreachable' }];
		const tray = openTray();
		tray.add(upload());
		await settled(tray);
		later?.();
		await settled(tray);
		later?.();
		await settled(tray);
		expect(pauses).toEqual([2_000, 2_000, 2_000]);
	});

	it('that are refused stay with the reason, on the shelf too, and let the next one pass', async () => {
		answers = [refuse('file.empty')];
		const tray = openTray();
		tray.add(upload());
		tray.add(upload('b.txt'));
		await settled(tray);
		expect(tray.refused).toHaveLength(1);
		expect(received).toEqual(['p1 a.txt', 'p2 b.txt']);
		expect(shelf.kept.size).toBe(1);
		tray.retry('p1');
		await settled(tray);
		expect(received.at(-1)).toBe('p1 a.txt');
		expect(tray.items).toEqual([]);
	});

	it('that may not be announced are refused before anything is sent', async () => {
		records.fault = problem('file.too_large', { name: 'a.txt', megabytes: 20 });
		const tray = openTray();
		tray.add(upload());
		await settled(tray);
		expect(tray.refused[0]?.problem?.code).toBe('file.too_large');
		expect(received).toEqual([]);
	});

	it('that arrive damaged are sent from their beginning, once', async () => {
		answers = [refuse('evidence.hash_differs')];
		const tray = openTray();
		tray.add(upload());
		await settled(tray);
		expect(received).toEqual(['p1 a.txt', 'p1 a.txt']);
		expect(records.arrivals).toEqual(['p1']);

		answers = [refuse('evidence.hash_differs'), refuse('evidence.hash_differs')];
		tray.add(upload());
		await settled(tray);
		expect(received).toHaveLength(4);
		expect(tray.refused[0]?.problem?.code).toBe('evidence.hash_differs');
	});

	it('whose record the server does not know are announced again and wait', async () => {
		answers = [refusedWith(problem('evidence.record_missing', {}))];
		const tray = openTray();
		tray.add(upload());
		await settled(tray);
		expect(records.announced).toEqual(['p1 a.txt', 'p1 a.txt']);
		expect(tray.items[0]?.state).toBe('waiting');
		later?.();
		await settled(tray);
		expect(records.arrivals).toEqual(['p1']);
	});

	it('that somebody has taken back meanwhile are not sent any more', async () => {
		answers = [refusedWith(problem('evidence.withdrawn', {}))];
		const tray = openTray();
		tray.add(upload());
		await settled(tray);
		expect(tray.items).toEqual([]);
		expect(shelf.kept.size).toBe(0);
	});

	it('are made ready once, after the original is safe, one after another', async () => {
		let atOnce = 0;
		let most = 0;
		const prepare = async ({ name }: File) => {
			most = Math.max(most, ++atOnce);
			await Promise.resolve();
			atOnce -= 1;
			return new File(['y'], `small-${name}`, { type: 'text/plain' });
		};
		const tray = openTray({ prepare });
		tray.add(upload('large.jpg'));
		tray.add(upload('other.jpg'));
		await settled(tray);
		expect(shelf.puts.slice(0, 3)).toEqual(['large.jpg', 'other.jpg', 'small-large.jpg']);
		expect(received).toEqual(['p1 small-large.jpg', 'p2 small-other.jpg']);
		expect(most).toBe(1);
	});

	it('go as the camera made them when that is asked for, also after the page was closed', async () => {
		const prepare = async () => new File([''], 'small.jpg');
		shelf.kept.set('old', { ...upload('from-before.jpg'), isOriginal: true });
		const tray = openTray({ prepare });
		tray.add(upload('large.jpg'), true);
		await settled(tray);
		expect(received).toEqual(['old from-before.jpg', 'p1 large.jpg']);
	});

	it('say when the browser keeps nothing', async () => {
		const tray = openTray({
			shelf: { ...shelf, list: async () => [], put: async () => false, drop: shelf.drop }
		});
		tray.add(upload());
		await settled(tray);
		expect(tray.isKept).toBe(false);
	});
});
