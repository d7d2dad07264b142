/** Sends one mail through the office's mail server. Knows no database: what is sent and what came of it is the caller's. */
import nodemailer from 'nodemailer';
import type { MailConfig } from '../config.ts';

export interface Mail {
	/** Stable over repetitions, so that mail systems know a second copy for what it is. */
	id: string;
	to: { name: string; address: string };
	subject: string;
	text: string;
}

/** `lasting`: the server said that it will never take this; trying again is of no use. */
export type SendOutcome = { sent: true } | { sent: false; fault: string; lasting: boolean };

export interface MailSender {
	send: (mail: Mail) => Promise<SendOutcome>;
	close: () => void;
}

const CONNECT_MS = 15_000;
const SOCKET_MS = 30_000;
const LONGEST_FAULT = 400;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/** A password never goes over an open line to another machine: then the server must offer TLS. */
export function openMail(config: MailConfig, sender: { name: string; domain: string }): MailSender {
	const { host, port, login, from } = config;
	const transport = nodemailer.createTransport({
		host,
		port,
		secure: port === 465,
		/* One connection for all that waits, one mail after another: servers greet slowly on purpose. */
		pool: true,
		maxConnections: 1,
		maxMessages: Infinity,
		requireTLS: login !== null && port !== 465 && !LOOPBACK.has(host),
		auth: login === null ? undefined : { user: login.user, pass: login.password },
		connectionTimeout: CONNECT_MS,
		greetingTimeout: CONNECT_MS,
		socketTimeout: SOCKET_MS,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return {
		async send({ id, to, subject, text }) {
			try {
				await transport.sendMail({
					from: { name: sender.name, address: from },
					to,
					subject,
					text,
					// Letters with marks stay whole through relays that know seven bits only.
					textEncoding: 'base64',
					messageId: `<${id}@${sender.domain}>`,
					headers: { 'Auto-Submitted': 'auto-generated' }
				});
				return { sent: true };
			} catch (thrown) {
				return faultOf(thrown);
			}
		},
		close: () => transport.close()
	};
}

/** A refused login is no lasting fault of the mail: the password is set right and it goes. */
function faultOf(thrown: unknown): SendOutcome {
	const { message, code, responseCode } = thrown as {
		message?: string;
		code?: string;
		responseCode?: number;
	};
	const lasting = code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500;
	return { sent: false, lasting, fault: (message ?? String(thrown)).slice(0, LONGEST_FAULT) };
}
