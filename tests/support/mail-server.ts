/** A mail server of our own on a free port of this machine: it keeps what it was given, or refuses as it is told. */
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import type { MailConfig } from '#lib/server/config.ts';

export interface ReceivedMail {
	to: string;
	from: string;
	subject: string;
	text: string;
	messageId: string;
	raw: string;
}

export interface MailServer {
	config: MailConfig;
	received: ReceivedMail[];
	/** Refuses each mail with this until it is null again. */
	refuse: { code: number; text: string } | null;
	/** Refuses every mail to these addresses for good. */
	unknown: Set<string>;
	refuseLogin: boolean;
	stop: () => Promise<void>;
}

/** The variables with which the product sends its mails there. */
export const mailSettings = ({ config }: MailServer): Record<string, string> => ({
	THUOC_SMTP_HOST: config.host,
	THUOC_SMTP_PORT: String(config.port),
	THUOC_SMTP_FROM: config.from
});

/** Whoever starts it stops it. */
export async function startMailServer(login?: { user: string; password: string }): Promise<MailServer> {
	const server = new SMTPServer({
		authOptional: login === undefined,
		allowInsecureAuth: true,
		disableReverseLookup: true,
		disabledCommands: ['STARTTLS'],
		onAuth: ({ username, password }, _session, callback) =>
			!kept.refuseLogin && username === login?.user && password === login?.password
				? callback(null, { user: username })
				: callback(Object.assign(new Error('Wrong credentials'), { responseCode: 535 })),
		onRcptTo: ({ address }, _session, callback) =>
			callback(
				kept.unknown.has(address)
					? Object.assign(new Error('Mailbox not found'), { responseCode: 550 })
					: null
			),
		onData(stream, session, callback) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				if (kept.refuse !== null)
					return callback(Object.assign(new Error(kept.refuse.text), { responseCode: kept.refuse.code }));
				const { mailFrom, rcptTo } = session.envelope;
				kept.received.push(
					readMail(Buffer.concat(chunks).toString('latin1'), {
						to: rcptTo.map(({ address }) => address).join(','),
						from: mailFrom === false ? '' : mailFrom.address
					})
				);
				callback();
			});
		}
	});
	server.on('error', () => {});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const { port } = server.server.address() as AddressInfo;
	const kept: MailServer = {
		config: { host: '127.0.0.1', port, login: login ?? null, from: 'cchc@snv.example' },
		received: [],
		refuse: null,
		unknown: new Set(),
		refuseLogin: false,
		stop: () => new Promise((resolve) => server.close(() => resolve()))
	};
	return kept;
}

function readMail(raw: string, envelope: { to: string; from: string }): ReceivedMail {
	const [head = '', ...rest] = raw.split('\r\n\r\n');
	const header = (name: string) =>
		new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(head)?.[1]!.replace(/\r\n[ \t]/g, ' ') ?? '';
	return {
		...envelope,
		subject: readWords(header('Subject')),
		text: Buffer.from(rest.join(''), 'base64').toString('utf8'),
		messageId: header('Message-ID'),
		raw
	};
}

/** RFC 2047: `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`. */
function readWords(text: string): string {
	return text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
			kind.toLowerCase() === 'b'
				? Buffer.from(word, 'base64').toString('latin1')
				: word
						.replaceAll('_', ' ')
						.replace(/=([0-9a-f]{2})/gi, (__, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		)
		.replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}
