// npm start: install, build, then serve on the project's own Node 24. Only what changed is done again.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { root, runtime } from './runtime.mjs';

ensureInstalled();
ensureBuilt();

const server = spawn(runtime(), [join(root, 'scripts', 'serve.mjs')], {
	stdio: 'inherit',
	cwd: root,
	env: process.env
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
