// npm run bench: speeds and sizes of the built product, measured in one run and printed as a table. Not part of npm test:
// a clock time depends on the machine, so each figure stands beside a limit and, where there is one, a yardstick.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { root, runtime } from './runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

ensureInstalled();
ensureSystemPackages();
ensureBuilt();
const done = spawnSync(runtime(), [join(root, 'bench', 'main.ts'), ...process.argv.slice(2)], {
	stdio: 'inherit',
	cwd: root
});
process.exit(done.status ?? 1);
