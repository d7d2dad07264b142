/** Names of files within an archive: told apart by their number, readable everywhere, never leaving the folder. */

const LONGEST = 90;

/**
 * «0007-Quyết định.pdf» for the seventh file. What no file system of today takes in a name becomes a blank; a name is cut
 * before its ending.
 */
export function numberedName(number: number, given: string, ending: string): string {
	const clean = cleaned(given);
	const bare = clean.toLowerCase().endsWith(`.${ending}`) ? clean.slice(0, -ending.length - 1) : clean;
	return `${numberedFolder(number, bare)}.${ending}`;
}

/** «0007-Biên bản 01-BB-ĐKT» for the seventh folder. */
export function numberedFolder(number: number, given: string): string {
	const cut = [...cleaned(given)]
		.slice(0, LONGEST)
		.join('')
		.replace(/[. ]+$/, '');
	return `${String(number).padStart(4, '0')}${cut === '' ? '' : `-${cut}`}`;
}

const cleaned = (given: string): string =>
	given
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
