// The browser of the tests, the pictures and the benches: Debian's, where there is one.
import { existsSync } from 'node:fs';

/** The shell without a window does the same for a third less of the processor. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser'];

/** Undefined: Playwright's own, if it was fetched. */
export const findBrowser = () => NAMES.map((name) => `/usr/bin/${name}`).find(existsSync);
