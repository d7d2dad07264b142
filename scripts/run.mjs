// Runs a tool of node_modules/.bin on the project's own Node 24, whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { runtime, bin } from './runtime.mjs';

const [tool, ...args] = process.argv.slice(2);
const done = spawnSync(runtime(), [bin(tool), ...args], { stdio: 'inherit', env: process.env });
process.exit(done.status ?? 1);
