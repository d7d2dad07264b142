/** Titles of criteria in the language of the page; where a set has no English title, the Vietnamese one. */
import { getLocale } from '#lib/paraglide/runtime.js';

export function titleOf({ title, titleEn }: { title: string; titleEn: string }): string {
	return getLocale() === 'en' && titleEn !== '' ? titleEn : title;
}
