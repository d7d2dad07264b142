import { unzipSync, strFromU8 } from 'fflate';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { rescueManifest, rescueOperations } from '#lib/contracts/rescue.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { makeRescueFile, rescueName } from './rescue-file.ts';

const operation = (seq: number) =>
	({
		type: 'answer.set',
		payload: { stage: 'appraisal', code: '1.1.1', patch: { note: 'Đã đối chiếu' } },
		opId: `op-${seq}`,
		seq
	}) as Operation;
const AT = Date.UTC(2026, 10, 22, 2, 46);
const work = {
	product: '1',
	inspection: { id: 'i1', code: 'KT-2026-006' },
	author: { id: 'p1', name: 'Trưởng đoàn kiểm tra' },
	device: 'tablet',
	madeAt: AT,
	pending: [operation(2)],
	refused: [
		{ operation: operation(1), problem: { code: 'inspection.locked', details: { state: 'closed' } } } as const
	],
	sent: [],
	photos: [
		{
			id: '0190-photo',
			upload: {
				file: new File([new Uint8Array([1, 2, 3])], 'niêm yết.jpg', { type: 'image/jpeg' }),
				subjectKind: 'answer' as const,
				subjectId: '1.1.1',
				stage: 'appraisal',
				caption: 'Bảng niêm yết',
				takenAt: AT,
				place: null,
				originalId: null
			}
		}
	]
};

describe('a rescue file', () => {
	it('holds what waits, what was refused and the photos, each with its hash', async () => {
		const file = await makeRescueFile(work);
		const held = unzipSync(new Uint8Array(await file.arrayBuffer()));
		const json = (name: string) => JSON.parse(strFromU8(held[name]!)) as unknown;
		const manifest = v.parse(rescueManifest, json('manifest.json'));
		expect(manifest.counts).toEqual({ operations: 2, photos: 1 });
		expect(v.parse(rescueOperations, json('operations.json')).pending).toEqual([operation(2)]);
		expect(held['photos/0190-photo']).toEqual(new Uint8Array([1, 2, 3]));
		expect(manifest.photos[0]!.record).toMatchObject({ fileName: 'niêm yết.jpg', caption: 'Bảng niêm yết' });
		for (const { name, size, sha256 } of manifest.entries)
			expect([size, sha256]).toEqual([
				held[name]!.length,
				createHash('sha256').update(held[name]!).digest('hex')
			]);
	});

	it('is named after the inspection, the person and the time, in plain letters', () => {
		expect(rescueName(work)).toBe('cuu-ho_KT-2026-006_truong-doan-kiem-tra_2026-11-22_0946.zip');
		expect(
			rescueName({ ...work, inspection: { id: 'i/1', code: null }, author: { id: 'p1', name: null } })
		).toBe('cuu-ho_i-1_p1_2026-11-22_0946.zip');
	});
});
