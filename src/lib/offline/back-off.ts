/** Growing pauses between attempts that fail. */
const PAUSES_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export class BackOff {
	private readonly random: () => number;
	private failures = 0;

	/** `random`: from 0 up to 1. */
	constructor(random: () => number) {
		this.random = random;
	}

	/** How long to wait now, in ms. Half of it by chance: a hundred tablets that lost one server must not come back in step. */
	next(): number {
		const pause = PAUSES_MS[Math.min(this.failures, PAUSES_MS.length - 1)]!;
		this.failures += 1;
		return Math.round((pause * (1 + this.random())) / 2);
	}

	/** Something got through: the next pause is a short one again. */
	reset(): void {
		this.failures = 0;
	}
}
