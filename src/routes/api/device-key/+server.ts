import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceKeyBody } from '#lib/contracts/field.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readDeviceKey } from '#lib/server/services/device-key.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, locals }) =>
	forJson(async () => {
		const body = v.safeParse(deviceKeyBody, await request.json().catch(() => null));
		if (!body.success) throw new ProblemError(problem('input.invalid', { field: 'deviceId' }));
		const { accountId, secret } = readDeviceKey(locals.ctx, body.output.deviceId);
		return json(
			{ accountId, secret: secret.toString('base64') },
			{ headers: { 'cache-control': 'no-store' } }
		);
	});
