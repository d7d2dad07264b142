/** The register's filter as parameters of its address, and the words of its states. */
import type { RegisterEntry, RegisterFilter, RegisterState } from '#lib/domain/papers/paper-register.ts';
import * as m from '#lib/paraglide/messages.js';

/** The filter with what is changed in it; back on the first page. */
export function registerAddress(
	filter: RegisterFilter,
	change: Partial<RegisterFilter> = {}
): Record<string, string> {
	const { query, ...rest } = { ...filter, ...change };
	return { q: query, ...rest };
}

const STATES: Record<RegisterState, () => string> = {
	standing: m.register_state_standing,
	replaced: m.register_state_replaced,
	left_out: m.register_state_left_out
};
export const registerStateText = (state: RegisterState): string => STATES[state]();

/** What tells a line of the register from the others. */
export function registerKey(
	entry: Extract<RegisterEntry, { type: 'gap' }> | { type: 'paper'; paper: { id: string } }
): string {
	if (entry.type === 'paper') return entry.paper.id;
	const { year, register, first, issuingBody } = entry.gap;
	return `${year} ${register} ${first} ${issuingBody}`;
}
