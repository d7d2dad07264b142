/** An office's own fonts in the data folder: what papers are set in, and who is told what is wrong. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { projectRoot } from '#lib/server/root.ts';
import { announceFonts, readFontCard } from '#lib/server/services/paper-fonts.ts';
import { drawDraft, issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { as } from '../support/database.ts';
import { dropFace, nameIn } from '../support/font-forge.ts';
import * as given from '../support/inspections.ts';
import { installSeal, keptWorld } from '../support/kept-world.ts';
import { pdfFonts } from '../support/pdf-measure.ts';

let world: given.World;
let id: string;

const openSigned = keptWorld(async (made) => {
	await installSeal(made.ctx);
	return { id: given.minutesSigned(made) };
});

beforeEach(async () => {
	({ world, id } = await openSigned());
});

const folder = () => join(world.ctx.config.dataDir, 'fonts');
const drop = (family = 'Van Phong') => dropFace(folder(), { family, wider: 1.04 });
const card = () => readFontCard(as(world.ctx, world.people.admin));
const draft = () => drawDraft(as(world.ctx, world.people.secretary), id, 'score_sheet');
const familyIn = (pdf: Uint8Array) => [...new Set(pdfFonts(pdf).map(({ name }) => name.split('-')[0]))];

test('drafts and new papers are in the dropped face at once; an issued one keeps its bytes', async () => {
	const secretary = as(world.ctx, world.people.secretary);
	const issue = () =>
		issuePaper(secretary, id, 'score_sheet', { version: given.versionOf(world, id) }).then(
			(issued) => issued.id
		);
	const before = await issue();
	const kept = readPaper(secretary, before).pdf;
	expect(familyIn(kept)).toEqual(['Tinos']);

	drop();
	expect(familyIn(await draft())).toEqual(['VanPhong']);
	expect(readPaper(secretary, before).pdf.equals(kept)).toBe(true);
	/* The visible seal is in the same letters. */
	expect(familyIn(readPaper(secretary, await issue()).pdf)).toEqual(['VanPhong']);

	rmSync(folder(), { recursive: true });
	expect(familyIn(await draft())).toEqual(['Tinos']);
});

test('one fault and everything is in the shipped face; the administrator reads which', async () => {
	expect(await card()).toEqual({ folder: folder(), family: null, files: 0, faults: [] });
	drop();
	expect(await card()).toEqual({ folder: folder(), family: 'Van Phong', files: 4, faults: [] });
	rmSync(join(folder(), nameIn('italic')));
	expect(await card()).toEqual({
		folder: folder(),
		family: null,
		files: 3,
		faults: [{ kind: 'style_missing', style: 'italic' }]
	});
	expect(familyIn(await draft())).toEqual(['Tinos']);
});

test('a folder that cannot be read, or a link that leads nowhere, never keeps a paper from being drawn', async () => {
	writeFileSync(folder(), 'a file in its place');
	expect((await card()).faults).toEqual([{ kind: 'unreadable', file: 'fonts' }]);
	expect(familyIn(await draft())).toEqual(['Tinos']);
	rmSync(folder());
	drop();
	symlinkSync('loop.ttf', join(folder(), 'loop.ttf'));
	expect((await card()).faults).toEqual([{ kind: 'unreadable', file: 'loop.ttf' }]);
	expect(familyIn(await draft())).toEqual(['Tinos']);
});

test('the start tells the log: the face in use, or each fault; nothing where nothing was dropped', async () => {
	const lines: { level: number; family?: string; faults?: string[] }[] = [];
	const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
	const start = () => announceFonts({ config: world.ctx.config, log });
	await start();
	expect(lines).toEqual([]);
	drop();
	await start();
	expect(lines.at(-1)).toMatchObject({ level: 30, family: 'Van Phong' });
	writeFileSync(join(folder(), nameIn('bold')), 'not a font');
	await start();
	expect(lines.at(-1)).toMatchObject({
		level: 40,
		faults: [`Tệp «${nameIn('bold')}» không phải phông chữ.`]
	});
	expect(lines).toHaveLength(2);
});

test('the command line says the same and ends with 1 where something is wrong', () => {
	const thuoc = () => {
		const { config } = world.ctx;
		const env = { ...process.env, THUOC_DATA: config.dataDir, THUOC_LOG: 'silent' };
		const script = join(projectRoot(), 'src', 'cli', 'thuoc.ts');
		const { status, stdout } = spawnSync(process.execPath, [script, 'fonts'], { encoding: 'utf8', env });
		return { status, said: stdout.trim().split('\n') };
	};
	expect(thuoc()).toMatchObject({ status: 0, said: [expect.stringContaining('Tinos')] });
	drop();
	expect(thuoc()).toEqual({ status: 0, said: [`Văn bản dùng phông «Van Phong» trong ${folder()}.`] });
	mkdirSync(join(folder(), 'them'));
	const { status, said } = thuoc();
	expect(status).toBe(1);
	expect(said).toHaveLength(2);
	expect(said[1]).toContain('«them» là thư mục');
}, 120_000);
