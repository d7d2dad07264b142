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
	const words = foldText(query).split(' ').filter(Boolean);
	if (words.length === 0) return true;
	const searched = foldText(texts.join(' '));
	return words.every((word) => searched.includes(word));
}
