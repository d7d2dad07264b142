/** Brings a rescue file in, step by step: uploaded in pieces, looked at, taken. */
import { v7 } from 'uuid';
import { RESCUE_LIMITS, type RescueLine, type RescuePreview } from '#lib/contracts/rescue.ts';
import type { RescueStep } from '#lib/contracts/rescue-import.ts';
import { problem, type Problem } from '#lib/domain/problems.ts';
import { ask, type Outcome } from '#lib/offline/transport.ts';

export type Fault = Problem | 'unreachable';

const MEGABYTE = 1024 ** 2;

export class RescueImport {
	stage = $state<'choose' | 'uploading' | 'checking' | 'preview' | 'taking' | 'done'>('choose');
	/** Bytes while uploading, steps while taking. */
	done = $state(0);
	total = $state(0);
	fault = $state.raw<Fault | null>(null);
	preview = $state.raw<RescuePreview | null>(null);
	/** What was not taken as it is. */
	lines = $state.raw<RescueLine[]>([]);
	private readonly inspectionId: string;
	private uploadId = v7();
	private file: File | null = null;

	constructor(inspectionId: string) {
		this.inspectionId = inspectionId;
	}

	/** Uploads the file and looks what it would do. The same file chosen again goes on where it stopped. */
	async check(file: File): Promise<void> {
		this.fault = null;
		if (file.size > RESCUE_LIMITS.bytes)
			return this.fail(problem('rescue.too_large', { megabytes: RESCUE_LIMITS.bytes / MEGABYTE }));
		if (file !== this.file) [this.file, this.uploadId, this.done] = [file, v7(), 0];
		this.stage = 'uploading';
		this.total = file.size;
		if (!(await this.upload(file))) return;
		this.stage = 'checking';
		const outcome = await this.step<RescuePreview>({ step: 'check', fileName: file.name });
		if (outcome === null) return;
		this.preview = outcome;
		this.lines = outcome.lines;
		this.stage = 'preview';
	}

	/** Takes what was looked at. May be asked again after a fault: what was taken is known. */
	async take(): Promise<void> {
		const fileName = this.file!.name;
		this.fault = null;
		this.stage = 'taking';
		this.done = 0;
		this.total = 1 + this.preview!.photos.new + this.preview!.photos.known + this.preview!.photos.refused;
		const taken = await this.step<{ lines: RescueLine[]; photos: string[] }>({
			step: 'operations',
			fileName
		});
		if (taken === null) return;
		const lines = taken.lines;
		this.done = 1;
		for (const photoId of taken.photos) {
			const line = await this.step<RescueLine>({ step: 'photo', fileName, photoId });
			if (line === null) return;
			if (line.fate === 'refused') lines.push(line);
			this.done += 1;
		}
		this.lines = lines;
		this.stage = 'done';
		await this.drop();
	}

	async restart(): Promise<void> {
		await this.drop();
		[this.file, this.preview, this.fault, this.lines] = [null, null, null, []];
		this.stage = 'choose';
	}

	private async upload(file: File): Promise<boolean> {
		while (this.done < file.size) {
			const body = file.slice(this.done, this.done + RESCUE_LIMITS.pieceBytes);
			const outcome = await ask<{ received: number }>(fetch, `${this.address}?at=${this.done}`, {
				method: 'PUT',
				headers: { 'content-type': 'application/octet-stream' },
				body
			});
			if (outcome.kind !== 'done') {
				/* A server that has lost the rest of it gets it anew. */
				if (outcome.kind === 'refused') this.file = null;
				this.fail(faultOf(outcome));
				return false;
			}
			this.done = outcome.value.received;
		}
		return true;
	}

	private async step<T>(body: RescueStep): Promise<T | null> {
		const outcome = await ask<T>(fetch, this.address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		if (outcome.kind === 'done') return outcome.value;
		if (outcome.kind === 'refused') this.file = this.stage === 'taking' ? this.file : null;
		this.fail(faultOf(outcome), this.stage === 'taking' ? 'preview' : 'choose');
		return null;
	}

	private drop(): Promise<unknown> {
		return ask(fetch, this.address, { method: 'DELETE' });
	}

	private get address(): string {
		return `/api/inspections/${encodeURIComponent(this.inspectionId)}/rescue/${this.uploadId}`;
	}

	private fail(fault: Fault, stage: RescueImport['stage'] = 'choose'): void {
		this.fault = fault;
		this.stage = stage;
	}
}

function faultOf(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): Fault {
	if (outcome.kind === 'refused') return outcome.problem;
	return outcome.kind === 'signed_out' ? problem('auth.required', {}) : 'unreachable';
}
