/** The log: lines of JSON on standard output. What is secret is left out by name, whoever logs it. */
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

const SECRETS = [
	'password',
	'newPassword',
	'currentPassword',
	'token',
	'cookie',
	'authorization',
	'passphrase'
];

export function createLogger(level: Config['logLevel']): Logger {
	return pino({
		level,
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), remove: true }
	});
}
