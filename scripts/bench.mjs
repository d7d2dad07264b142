// npm run bench: speeds and sizes of the built product, measured in one run and printed as a table. Not part of npm test:
// a clock time depends on the machine, so each figure stands beside a limit and, where there is one, a yardstick.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { root, runtime } from './runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

ensureInstalled();
ensureSystemPackages();
ensureBuilt();
const needsPeers = ['papers', 'walk'].some((name) => process.argv.includes(name));
if (process.argv.length < 3 || needsPeers) installPeers();
const done = spawnSync(runtime(), [join(root, 'bench', 'main.ts'), ...process.argv.slice(2)], {
	stdio: 'inherit',
	cwd: root
});
process.exit(done.status ?? 1);

/** What others made of the same task: for this alone, so not among the packages of the product. */
function installPeers() {
	const cwd = join(root, 'bench', 'peers');
	const { dependencies } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
	if (Object.keys(dependencies).every((name) => existsSync(join(cwd, 'node_modules', name)))) return;
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const shell = process.platform === 'win32';
	const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd, shell, stdio: 'inherit' });
	if (done.status !== 0)
		console.error('bench/peers could not be installed: measured without pdfmake and Enketo.');
}
