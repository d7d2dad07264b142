/** A browser's own long name → «Chrome trên Android», enough for a person to know the device again. */
import * as m from '#lib/paraglide/messages.js';

/** The first that fits counts: browsers call themselves by each other's names too. */
const BROWSERS: [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/coc_coc_browser/i, 'Cốc Cốc'],
	[/SamsungBrowser/, 'Samsung Internet'],
	[/Firefox|FxiOS/, 'Firefox'],
	[/Chrome|CriOS|Chromium/, 'Chrome'],
	[/Safari/, 'Safari']
];
const SYSTEMS: [RegExp, string][] = [
	[/iPad/, 'iPad'],
	[/iPhone/, 'iPhone'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X|Macintosh/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

const nameIn = (userAgent: string, names: [RegExp, string][]) =>
	names.find(([pattern]) => pattern.test(userAgent))?.[1];

export function deviceText(userAgent: string): string {
	const browser = nameIn(userAgent, BROWSERS);
	const system = nameIn(userAgent, SYSTEMS);
	if (browser && system) return m.device_on({ browser, system });
	return browser ?? system ?? m.device_unknown();
}
