/** Search that does not ask for diacritics: «so noi vu» finds «Sở Nội vụ». */

/** Small letters without marks, đ as d, one space between words. */
export function foldText(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/đ/g, 'd')
		.replace(/\s+/g, ' ')
		.trim();
}

/** True when every word of the query stands somewhere in the texts; an empty query finds everything. */
export function matchesSearch(query: string, texts: readonly string[]): boolean {
	const words = searchWords(query);
	return words.length === 0 || containsWords(foldText(texts.join(' ')), words);
}

/** The folded words of a query: made once where many texts are searched. */
export const searchWords = (query: string): string[] => foldText(query).split(' ').filter(Boolean);

/** `folded` is text as `foldText` makes it. */
export const containsWords = (folded: string, words: readonly string[]): boolean =>
	words.every((word) => folded.includes(word));
