/**
 * Where a photo was taken, for whoever wants it written down: asked for only when the person has switched it on for this
 * device, and never so that a photo waits for it. A position whose accuracy nobody knows is kept and marked as such:
 * `accuracy` null.
 */

import type { Place } from '#lib/domain/evidence.ts';

const KEY = 'thuoc.place.on.';
/** After this a photo goes without its place. */
const WAIT_MS = 8_000;
/** A position not older than this is that of the photo. */
const FRESH_MS = 60_000;
/** Metres; beyond it the number says nothing. */
const LARGEST_ACCURACY = 100_000;
/** About a tenth of a metre: more than any tablet knows. */
const DECIMALS = 6;

export const isPlaceOn = (storage: Pick<Storage, 'getItem'>, ownerId: string): boolean =>
	storage.getItem(KEY + ownerId) === 'yes';

export function setPlaceOn(
	storage: Pick<Storage, 'setItem' | 'removeItem'>,
	ownerId: string,
	isOn: boolean
): void {
	if (isOn) storage.setItem(KEY + ownerId, 'yes');
	else storage.removeItem(KEY + ownerId);
}

/** The place now; null when it is not known in time, not allowed, or there is no such thing here. Never rejects. */
export function readPlace(
	geolocation: Pick<Geolocation, 'getCurrentPosition'> | undefined
): Promise<Place | null> {
	if (!geolocation) return Promise.resolve(null);
	return new Promise((resolve) => {
		/* Browsers do not count the time in which the person is asked: that must not hold a photo back either. */
		const timer = setTimeout(() => resolve(null), WAIT_MS);
		const settle = (place: Place | null) => {
			clearTimeout(timer);
			resolve(place);
		};
		try {
			geolocation.getCurrentPosition(
				({ coords }) => settle(placeOf(coords)),
				() => settle(null),
				{ enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: FRESH_MS }
			);
		} catch {
			settle(null);
		}
	});
}

/**
 * Null for a position that is none. `accuracy`: metres, whole; null where the device gives none or one that cannot be:
 * 0 is what programs that feign a position give.
 */
export function placeOf({
	latitude,
	longitude,
	accuracy
}: Pick<GeolocationCoordinates, 'latitude' | 'longitude'> & { accuracy: number | null }): Place | null {
	const isOn = (value: number, most: number) => Number.isFinite(value) && Math.abs(value) <= most;
	if (!isOn(latitude, 90) || !isOn(longitude, 180)) return null;
	const isKnown = accuracy !== null && accuracy > 0 && accuracy <= LARGEST_ACCURACY;
	return {
		latitude: Number(latitude.toFixed(DECIMALS)),
		longitude: Number(longitude.toFixed(DECIMALS)),
		accuracy: isKnown ? Math.max(1, Math.round(accuracy)) : null
	};
}
