// npm run thuoc -- …: installs what is missing, then runs the command line on the project's own Node 24.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled } from './prepare.mjs';
import { root, runtime } from './runtime.mjs';

ensureInstalled();
const done = spawnSync(runtime(), [join(root, 'src', 'cli', 'thuoc.ts'), ...process.argv.slice(2)], {
	stdio: 'inherit',
	env: process.env
});
process.exit(done.status ?? 1);
