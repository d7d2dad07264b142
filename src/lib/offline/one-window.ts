/**
 * One place works on an inspection at a time: a page of this window, or another window of this browser. Each writes the
 * queue of unsent work whole, and two would undo each other's. Whoever opens it last has it; the one before is asked,
 * stops and says so on its page.
 */

/** What is at work on an inspection. */
export interface AtWork {
	/** False: there is work that only this page's memory keeps; it is not given away. */
	readonly isKept: boolean;
	/** Another window has it from now on: stops, and shows that. */
	giveAway(): void;
	stop(): void;
}

/** The right to work on an inspection, until another window has it. */
export interface Hold {
	/** Who has it; null while it is being opened. */
	work: AtWork | null;
	isLost: boolean;
	/** Resolves when the browser has taken it back. */
	release: () => Promise<unknown>;
}

interface Word {
	kind: 'asked' | 'kept';
	inspectionId: string;
}

interface Locks {
	request(name: string, options: LockOptions, have: (lock: unknown) => unknown): Promise<unknown>;
}

export interface WindowDeps {
	/** Absent in a browser that has none (plain http): then the others are asked, and given a moment to stop. */
	locks?: Locks;
	channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
	/** How long another window may take to stop. One that is alive needs milliseconds, one put to sleep never answers. */
	patienceMs: number;
}

const LEAVING_MS = 300;

export class OneWindow {
	private readonly deps: WindowDeps;
	private readonly locks: Locks;
	private readonly holds = new Map<string, Hold>();
	/** What is done when another window will not give. */
	private readonly onkept = new Map<string, () => void>();

	constructor(deps: WindowDeps) {
		this.deps = deps;
		this.locks = deps.locks ?? NO_LOCKS;
		deps.channel.addEventListener('message', ({ data }) => this.hear(data as Word));
	}

	/** Takes an inspection over from wherever it is open. Null when it cannot be given: it goes on there. */
	async take(inspectionId: string): Promise<Hold | null> {
		await this.letGo(inspectionId);
		const free = await this.hold(inspectionId, { ifAvailable: true });
		if (free) return free;
		const waiting = new AbortController();
		let isKept = false;
		this.onkept.set(inspectionId, () => {
			isKept = true;
			waiting.abort();
		});
		const timer = setTimeout(() => waiting.abort(), this.deps.patienceMs);
		this.tell('asked', inspectionId);
		const given = await this.hold(inspectionId, { signal: waiting.signal });
		clearTimeout(timer);
		this.onkept.delete(inspectionId);
		return given ?? (isKept ? null : this.hold(inspectionId, { steal: true }));
	}

	/** Takes an inspection that no other window has open; where nobody can say so, as `take`. */
	async takeIfFree(inspectionId: string): Promise<Hold | null> {
		if (!this.deps.locks) return this.take(inspectionId);
		await this.letGo(inspectionId);
		/* The page that this window showed before may still be on its way out. */
		return this.hold(inspectionId, { signal: AbortSignal.timeout(LEAVING_MS) });
	}

	/** Whoever has it in this window stops. */
	async letGo(inspectionId: string): Promise<void> {
		const hold = this.holds.get(inspectionId);
		if (!hold) return;
		hold.work?.stop();
		await this.end(inspectionId, hold);
	}

	private hold(inspectionId: string, options: LockOptions): Promise<Hold | null> {
		return new Promise((resolve) => {
			let mine: Hold | null = null;
			const have = (lock: unknown) => {
				if (!lock) return resolve(null);
				return new Promise<void>((end) => {
					const release = () => {
						end();
						return request;
					};
					mine = { work: null, isLost: false, release };
					this.holds.set(inspectionId, mine);
					resolve(mine);
				});
			};
			/* Waiting came to its end; or, later, another window took it unasked, because this one slept. */
			const request = this.locks.request(`thuoc.work.${inspectionId}`, options, have).catch(() => {
				resolve(null);
				if (!mine || mine.isLost) return;
				mine.work?.giveAway();
				void this.end(inspectionId, mine);
			});
		});
	}

	private hear({ kind, inspectionId }: Word): void {
		if (kind === 'kept') return this.onkept.get(inspectionId)?.();
		const hold = this.holds.get(inspectionId);
		if (!hold) return;
		if (hold.work?.isKept === false) return this.tell('kept', inspectionId);
		hold.work?.giveAway();
		void this.end(inspectionId, hold);
	}

	private end(inspectionId: string, hold: Hold): Promise<unknown> {
		hold.isLost = true;
		if (this.holds.get(inspectionId) === hold) this.holds.delete(inspectionId);
		return hold.release();
	}

	private tell(kind: Word['kind'], inspectionId: string): void {
		this.deps.channel.postMessage({ kind, inspectionId } satisfies Word);
	}
}

const NO_LOCKS: Locks = {
	request: (_, { steal, signal }, have) =>
		signal
			? new Promise((_, reject) => signal.addEventListener('abort', reject))
			: Promise.resolve(have(steal ?? null))
};

let here: OneWindow | undefined;

export const oneWindow = (): OneWindow =>
	(here ??= new OneWindow({
		...(navigator.locks ? { locks: navigator.locks, patienceMs: 4_000 } : { patienceMs: 200 }),
		channel: new BroadcastChannel('thuoc.windows')
	}));
