/** The server's side of the tablet, played: it keeps what it gets and can be away, signed out, or of another mind. */
import type { Page } from '@playwright/test';
import type { FieldSnapshot, OperationResult } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { fieldSnapshot } from '../support/field-fixture.ts';
import { record2018 } from '../support/papers-record.ts';

const MINUTES = buildMinutes(record2018());

/** Every answer of the server carries the number of its request. */
const OURS = { 'x-request-id': 'played' };

type Reply = (operation: Operation) => OperationResult;

export class FieldServer {
	readonly received: Operation[] = [];
	readonly uploads: string[] = [];
	isAway = false;
	isSignedOut = false;
	/** What is said to the next operations, one after another; then all are accepted. */
	replies: Reply[] = [];
	/** Of the minutes as they would be drawn now. */
	hash = 'a'.repeat(64);
	snapshot: FieldSnapshot;
	version: number;

	constructor(change: Partial<FieldSnapshot> = {}) {
		this.snapshot = fieldSnapshot(change);
		this.version = this.snapshot.version;
	}

	get address(): string {
		return `/field/${this.snapshot.id}`;
	}

	async answer(page: Page): Promise<void> {
		/* The kept shell, as a tablet has it: the real server knows nothing of this inspection. */
		await page.route(`**${this.address}/**`, async (route) => {
			if (route.request().resourceType() !== 'document') return route.fallback();
			return route.fulfill({
				response: await route.fetch({ url: new URL('/field', route.request().url()).href })
			});
		});
		await page.route('**/api/device-key', (route) =>
			route.fulfill({
				headers: OURS,
				json: { accountId: this.snapshot.actorId, secret: Buffer.alloc(32, 7).toString('base64') }
			})
		);
		await page.route('**/api/inspections/*/field', (route) =>
			route.fulfill({ headers: OURS, json: { ...this.snapshot, version: this.version } })
		);
		await page.route('**/api/inspections/*/minutes-preview', (route) =>
			route.fulfill({ headers: OURS, json: { content: MINUTES, hash: this.hash } })
		);
		await page.route('**/api/uploads/**', (route) => {
			if (this.isAway) return route.abort();
			const { pathname } = new URL(route.request().url());
			const id = pathname.split('/').at(-1)!;
			this.uploads.push(id);
			const evidence = { ...this.snapshot.evidence[0]!, id, side: 'team', fileName: 'niem-yet.jpg' };
			const length = route.request().headers()['upload-length']!;
			return route.fulfill({
				status: 201,
				headers: { ...OURS, 'tus-resumable': '1.0.0', 'upload-offset': length, location: pathname },
				json: { evidence }
			});
		});
		await page.route('**/api/sync', (route) => {
			if (this.isAway) return route.abort();
			if (this.isSignedOut)
				return route.fulfill({
					status: 401,
					headers: OURS,
					json: { problem: { code: 'auth.required', details: {} } }
				});
			const { operations } = route.request().postDataJSON() as { operations: Operation[] };
			this.received.push(...operations);
			this.version += 1;
			const accept: Reply = ({ opId }) => ({ opId, status: 'accepted', version: this.version });
			const results = operations.map((operation) => (this.replies.shift() ?? accept)(operation));
			return route.fulfill({ headers: OURS, json: { results, version: this.version } });
		});
	}

	/** The last patch that reached the server for a subcriterion. */
	lastPatch(code: string): object | undefined {
		return this.received.findLast(
			(operation) => operation.type === 'answer.set' && operation.payload.code === code
		)?.payload as object | undefined;
	}
}
