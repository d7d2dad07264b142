/**
 * Configuration: environment variables only, each validated and described here and in the README. A wrong one
 * stops the start with a sentence that says which, what it holds and what it may hold.
 */
import * as v from 'valibot';
import { join, resolve } from 'node:path';
import { isMailAddress } from '#lib/domain/mail-address.ts';
import { bridgeAddress } from '#lib/domain/signing-bridge.ts';
import { projectRoot } from './root.ts';

const port = v.pipe(
	v.string(),
	v.regex(/^\d+$/, 'phải là số'),
	v.transform(Number),
	v.integer(),
	v.minValue(1, 'phải từ 1 đến 65535'),
	v.maxValue(65535, 'phải từ 1 đến 65535')
);
const origin = v.pipe(
	v.string(),
	v.check((text) => {
		try {
			return new URL(text).origin === text.replace(/\/$/, '');
		} catch {
			return false;
		}
	}, 'phải là địa chỉ gốc, ví dụ https://thuoc.tinh.gov.vn'),
	v.transform((text) => text.replace(/\/$/, ''))
);
const minutes = (low: number, high: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d+$/, 'phải là số phút'),
		v.transform(Number),
		v.minValue(low, `phải từ ${low} đến ${high}`),
		v.maxValue(high, `phải từ ${low} đến ${high}`)
	);

const schema = v.object({
	/** Folder with the database, the files and the certificates. */
	THUOC_DATA: v.optional(v.pipe(v.string(), v.minLength(1, 'không được để trống'))),
	/** `demo` fills an empty data folder with the demonstration province; `production` never does. */
	THUOC_MODE: v.optional(v.picklist(['demo', 'production'], 'phải là demo hoặc production'), 'demo'),
	PORT: v.optional(port, '3000'),
	/** The address people type; needed behind a proxy. Also printed in the QR code of papers. */
	ORIGIN: v.optional(origin),
	/** Passphrase that protects the seal's private key on disk. */
	THUOC_KEY_PASSPHRASE: v.optional(v.pipe(v.string(), v.minLength(8, 'phải có ít nhất 8 ký tự'))),
	THUOC_SESSION_IDLE_MINUTES: v.optional(minutes(5, 10080), '720'),
	/** Address of the mail server; absent: notices are in the app only. */
	THUOC_SMTP_HOST: v.optional(v.pipe(v.string(), v.minLength(1, 'không được để trống'))),
	/** 465 speaks TLS from the first byte; the others begin it (STARTTLS) where the server offers it. */
	THUOC_SMTP_PORT: v.optional(port, '587'),
	THUOC_SMTP_USER: v.optional(v.string()),
	THUOC_SMTP_PASSWORD: v.optional(v.string()),
	/** Sender of every mail. */
	THUOC_SMTP_FROM: v.optional(
		v.pipe(v.string(), v.check(isMailAddress, 'phải là một địa chỉ thư, ví dụ cchc@snv.tinh.gov.vn'))
	),
	/** Address of the time-stamp authority (RFC 3161); absent: personal signatures bear no proven time. */
	THUOC_TSA_URL: v.optional(
		v.pipe(
			v.string(),
			v.check(
				(text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
				'phải là một địa chỉ http:// hoặc https://, ví dụ http://tsa.ca.gov.vn'
			)
		)
	),
	THUOC_TSA_USER: v.optional(v.string()),
	THUOC_TSA_PASSWORD: v.optional(v.string()),
	/** Address of the signing tool on each official's own machine; absent: pages know nothing of such a tool. */
	THUOC_SIGN_BRIDGE: v.optional(
		v.pipe(
			v.string(),
			v.check(
				(text) => bridgeAddress(text) !== null,
				'phải là địa chỉ wss:// hoặc ws:// trên chính máy người ký (127.0.0.1 hoặc localhost), không có đường dẫn, ví dụ wss://127.0.0.1:8987'
			),
			v.transform((text) => bridgeAddress(text)!)
		)
	),
	THUOC_LOG: v.optional(
		v.picklist(['silent', 'error', 'warn', 'info', 'debug'], 'phải là silent, error, warn, info hoặc debug'),
		'info'
	)
});

/** The mail server that reminders go through. */
export interface MailConfig {
	host: string;
	port: number;
	/** Null where the server asks for none (a relay of the own network). */
	login: { user: string; password: string } | null;
	from: string;
}

/** Where the time stamps of personal signatures come from. */
export interface TimestampConfig {
	url: string;
	login: { user: string; password: string } | null;
}

export interface Config {
	dataDir: string;
	mode: 'demo' | 'production';
	port: number;
	origin: string;
	keyPassphrase: string;
	sessionIdleMs: number;
	/** Null: no mail is sent. */
	mail: MailConfig | null;
	/** Null: signatures without a time stamp. */
	timestamp: TimestampConfig | null;
	/** Null: no signing tool is driven from pages. */
	signBridge: string | null;
	logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** A setting that cannot be used; its message is for the person who starts the product. */
export class ConfigError extends Error {}

const KEYS = Object.keys(schema.entries);

/** Reads the environment. Throws `ConfigError` with one clear sentence for each wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(
		KEYS.filter((key) => env[key] !== undefined).map((key) => [key, env[key]])
	);
	const parsed = v.safeParse(schema, given);
	if (!parsed.success)
		throw new ConfigError(
			parsed.issues
				.map(
					(issue) => `${String(issue.path?.[0]?.key)}=«${String(issue.path?.[0]?.value)}» ${issue.message}.`
				)
				.join('\n')
		);
	const c = parsed.output;
	if (c.THUOC_MODE === 'production' && c.THUOC_KEY_PASSPHRASE === undefined)
		throw new ConfigError(
			'THUOC_KEY_PASSPHRASE phải được đặt khi THUOC_MODE=production (bảo vệ khóa của con dấu điện tử).'
		);
	return {
		dataDir: resolve(c.THUOC_DATA ?? join(projectRoot(), 'data')),
		mode: c.THUOC_MODE,
		port: c.PORT,
		origin: c.ORIGIN ?? `http://localhost:${c.PORT}`,
		keyPassphrase: c.THUOC_KEY_PASSPHRASE ?? 'du-lieu-minh-hoa',
		sessionIdleMs: c.THUOC_SESSION_IDLE_MINUTES * 60_000,
		mail: mailOf(c),
		timestamp: timestampOf(c),
		signBridge: c.THUOC_SIGN_BRIDGE ?? null,
		logLevel: c.THUOC_LOG
	};
}

function mailOf(c: v.InferOutput<typeof schema>): MailConfig | null {
	const { THUOC_SMTP_HOST: host, THUOC_SMTP_FROM: from, THUOC_SMTP_USER: user } = c;
	if (host === undefined) return null;
	if (from === undefined)
		throw new ConfigError(
			'THUOC_SMTP_FROM phải được đặt khi có THUOC_SMTP_HOST (địa chỉ thư của người gửi).'
		);
	if ((user === undefined) !== (c.THUOC_SMTP_PASSWORD === undefined))
		throw new ConfigError('THUOC_SMTP_USER và THUOC_SMTP_PASSWORD phải được đặt cùng nhau.');
	const login = user === undefined ? null : { user, password: c.THUOC_SMTP_PASSWORD! };
	return { host, port: c.THUOC_SMTP_PORT, login, from };
}

function timestampOf(c: v.InferOutput<typeof schema>): TimestampConfig | null {
	const { THUOC_TSA_URL: url, THUOC_TSA_USER: user, THUOC_TSA_PASSWORD: password } = c;
	if ((user === undefined) !== (password === undefined))
		throw new ConfigError('THUOC_TSA_USER và THUOC_TSA_PASSWORD phải được đặt cùng nhau.');
	if (url === undefined) return null;
	return { url, login: user === undefined ? null : { user, password: password! } };
}
