/** Words faults for people. The texts stand in messages/ only; the command line reads the same ones as the pages. */
import { dayOf, formatDay } from '#lib/domain/calendar.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import vietnamese from '../../../../messages/vi/public.json' with { type: 'json' };
import type { SignatureFault } from './fault.ts';

/** A message of messages/public.json with its parameters, ready to be shown in either language. */
export interface FaultMessage {
	/** `fault_` and the code with dots as underscores. */
	key: string;
	parameters: Record<string, string>;
}

function formatDetail(name: string, value: unknown): string {
	if (typeof value !== 'number') return String(value);
	return name === 'at' ? formatDay(dayOf(value)) : formatCount(value);
}

/** Which message a fault is told by. Instants become days in Việt Nam (12/9/2026), numbers are grouped (2.431). */
export function faultMessage({ code, details }: SignatureFault): FaultMessage {
	const entries = Object.entries(details).map(([name, value]) => [name, formatDetail(name, value)]);
	return { key: `fault_${code.replaceAll('.', '_')}`, parameters: Object.fromEntries(entries) };
}

/** The fault in Vietnamese, for the command line. @throws when a text is missing, which a test rules out */
export function describeFault(fault: SignatureFault): string {
	const { key, parameters } = faultMessage(fault);
	const text = (vietnamese as Record<string, string>)[key];
	if (text === undefined) throw new Error(`messages/vi/public.json has no «${key}».`);
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
}
