import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPlaceOn, placeOf, readPlace, setPlaceOn } from './place.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const at = { latitude: 10.7768891234, longitude: 106.7008061234 };

describe('a position', () => {
	it('keeps its accuracy in whole metres', () => {
		expect(placeOf({ ...at, accuracy: 12.4 })).toEqual({
			latitude: 10.776889,
			longitude: 106.700806,
			accuracy: 12
		});
		expect(placeOf({ ...at, accuracy: 0.2 })?.accuracy).toBe(1);
	});

	it('whose accuracy is missing or cannot be is kept, and says so', () => {
		for (const accuracy of [null, 0, -5, Number.NaN, Infinity, 2_000_000])
			expect([accuracy, placeOf({ ...at, accuracy })]).toMatchObject([accuracy, { accuracy: null }]);
	});

	it('that is none is null', () => {
		for (const wrong of [{ latitude: 91 }, { longitude: -181 }, { latitude: Number.NaN }])
			expect(placeOf({ ...at, ...wrong, accuracy: 5 })).toBeNull();
	});
});

describe('asking for it', () => {
	type Answer = Parameters<Geolocation['getCurrentPosition']>;
	const device = (answer: (...given: Answer) => void) => ({ getCurrentPosition: answer });

	it('gives what the device gives', async () => {
		const place = readPlace(
			device((done) => done({ coords: { ...at, accuracy: 30 } } as unknown as GeolocationPosition))
		);
		expect(await place).toMatchObject({ accuracy: 30 });
	});

	it('never holds a photo back: refused, broken, missing, or without an answer', async () => {
		expect(await readPlace(undefined)).toBeNull();
		expect(await readPlace(device((_, fail) => fail?.({} as GeolocationPositionError)))).toBeNull();
		const broken = device(() => {
			throw new Error('not here');
		});
		expect(await readPlace(broken)).toBeNull();
		const silent = readPlace(device(() => undefined));
		await vi.advanceTimersByTimeAsync(8_000);
		expect(await silent).toBeNull();
	});
});

it('is switched on by each person for themselves, and off again', () => {
	const kept = new Map<string, string>();
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
	expect(isPlaceOn(storage, 'a')).toBe(false);
	setPlaceOn(storage, 'a', true);
	expect([isPlaceOn(storage, 'a'), isPlaceOn(storage, 'b')]).toEqual([true, false]);
	setPlaceOn(storage, 'a', false);
	expect(kept.size).toBe(0);
});
