/** Somebody signs in or out: everything is closed, and nobody's work is shown, until the server says who is there. */
import { closeKeys, places } from './open-keys.ts';
import { forgetOwner } from './owner.ts';

export function leaveDevice(): void {
	forgetOwner(localStorage);
	closeKeys(places());
}
