/** What a face must be able to write. Everything else that people type is drawn if the face has it. */

const VOWELS = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ';

/** Each vowel with each tone, and đ: 146 small and capital letters, 134 of which are not on an English keyboard. */
export const VIETNAMESE_LETTERS = `${VOWELS}đ${VOWELS.toUpperCase()}Đ`;

const ASCII = Array.from({ length: 0x7e - 0x20 + 1 }, (_, i) => String.fromCodePoint(0x20 + i)).join('');

/** Signs that papers put between words of their own accord, or that people commonly type into them. */
const SIGNS = '\u00a0«»“”‘’–—…·•×÷±−≥≤°²³§№€→';

export const REQUIRED_LETTERS: readonly string[] = [...new Set(ASCII + VIETNAMESE_LETTERS + SIGNS)];

/** Letters in a row, for a sentence; what cannot be seen by its number. */
export const listLetters = (letters: readonly string[]): string =>
	letters.map((letter) => (letter.trim() === '' ? codeOf(letter) : letter)).join(' ');

const codeOf = (letter: string): string =>
	`U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
