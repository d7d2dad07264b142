/** The doors of the signing tool on officials' machines: there are none unless the setting names it. */
import { json } from '@sveltejs/kit';
import type { ToolUploadAnswer } from '#lib/contracts/signing-bridge.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import type { Config } from '../config.ts';
import type { Ctx } from '../context.ts';
import type { Brought } from '../services/paper-outside.ts';
import { bodyLimitMegabytes } from './body-limit.ts';
import { forJson } from './problem-response.ts';

const ROOT = '/api/signing-bridge';
/** The one write that comes from no page: the tool names no origin, its ticket is the right. */
const TOOL_WRITES = `${ROOT}/[ticket]/signed`;

type WithBridge = Pick<Config, 'signBridge'>;

/** Whether a write that names no origin is the tool's. One that names another site's is never let in. */
export const isToolWrite = (request: Request, routeId: string | null, config: WithBridge): boolean =>
	config.signBridge !== null && routeId === TOOL_WRITES && !request.headers.has('origin');

/** A ticket is a right for ten minutes: the log has the route's name in place of the path. */
export const isSecretPath = (routeId: string | null): boolean =>
	routeId?.startsWith(`${ROOT}/[ticket]`) ?? false;

/** Lets a page speak to the tool, to nothing else. A page without a policy of its own is none that signs. */
export function openPolicyToTool(headers: Headers, { signBridge }: WithBridge): void {
	const policy = headers.get('content-security-policy');
	if (signBridge === null || policy === null) return;
	headers.set(
		'content-security-policy',
		policy.replace("connect-src 'self'", `connect-src 'self' ${signBridge}`)
	);
}

/** For `+server.ts`: nothing is here while no tool is named. */
export const forBridge = (ctx: Ctx, work: () => unknown): Promise<Response> =>
	forJson(() => {
		if (ctx.config.signBridge === null) throw new ProblemError(problem('not_found', {}));
		return work();
	});

/** The tool's own form, always with status 200 as in every public code base: its `Status` says how it went. */
export function toolAnswer(told: Partial<ToolUploadAnswer>): Response {
	const nothing = { Message: '', FileName: '', FileServer: '', DocumentNumber: '', DocumentDate: '' };
	const answer: ToolUploadAnswer = { Status: false, ...nothing, ...told };
	return json(answer, { headers: { 'cache-control': 'no-store' } });
}

/**
 * The file of the tool's form: the field that it is known to use, else the one file there is. Throws
 * `signing.tool_sent_no_file`, `body.too_large`.
 */
export async function toolFile(request: Request): Promise<Brought> {
	const form = await request.formData().catch((thrown: unknown) => {
		throw new ProblemError(isTooLarge(thrown) ? tooLarge() : problem('signing.tool_sent_no_file', {}));
	});
	const files = [form.get('uploadfile'), ...form.values()].filter((value) => value instanceof File);
	const [file] = files;
	if (!file) throw new ProblemError(problem('signing.tool_sent_no_file', {}));
	const name = file.name.normalize('NFC').slice(0, 200);
	return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/**
 * Lets what nobody reads run out, keeping none of it: a server that answers in the middle of an upload may be heard as a
 * broken line, and the tool would tell that in place of the reason.
 */
export async function runOut(request: Request): Promise<void> {
	if (request.bodyUsed || !request.body) return;
	try {
		for await (const _ of request.body);
	} catch {
		// Too large or broken off: there is nobody left to hear more.
	}
}

const isTooLarge = (thrown: unknown): boolean => (thrown as { status?: unknown } | null)?.status === 413;
const tooLarge = (): Problem => problem('body.too_large', { megabytes: bodyLimitMegabytes(process.env) });
