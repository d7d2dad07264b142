/** Names of files within an archive: told apart by their number, readable everywhere, never leaving the folder. */

const LONGEST = 90;

/**
 * «0007-Quyết định.pdf» for the seventh file. What no file system of today takes in a name becomes a blank; a name is cut
 * before its ending.
 */
export function numberedName(number: number, given: string, ending: string): string {
	const clean = given
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const bare = clean.toLowerCase().endsWith(`.${ending}`) ? clean.slice(0, -ending.length - 1) : clean;
	const cut = [...bare]
		.slice(0, LONGEST)
		.join('')
		.replace(/[. ]+$/, '');
	return `${String(number).padStart(4, '0')}${cut === '' ? '' : `-${cut}`}.${ending}`;
}
