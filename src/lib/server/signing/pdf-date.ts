/** Dates as PDF writes them (ISO 32000-1, 7.9.4). Written with the offset of Việt Nam, +07:00, all year round. */

const OFFSET_MS = 7 * 3600 * 1000;

/** @param at epoch milliseconds; parts of a second are dropped */
export function formatPdfDate(at: number): string {
	const local = new Date(at + OFFSET_MS).toISOString().slice(0, 19);
	return `D:${local.replace(/[-T:]/g, '')}+07'00'`;
}

const PATTERN = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z.*|([+-])(\d\d)'?(\d\d)?'?)?$/;

/** Epoch milliseconds; undefined for what is no date. A date without offset is taken as UTC. */
export function parsePdfDate(text: string): number | undefined {
	const match = PATTERN.exec(text.trim());
	if (!match) return undefined;
	const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, hours, minutes] =
		match;
	const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	if (Number.isNaN(local)) return undefined;
	const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
	return sign === '-' ? local + offset : local - offset;
}
