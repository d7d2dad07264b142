import { fontSentence } from '#lib/server/pdf/font-sentences.ts';
import { makeContext, openRuntime } from '#lib/server/runtime.ts';
import { readFontCard, type FontCard } from '#lib/server/services/paper-fonts.ts';
import { OPERATOR } from './papers.ts';
import { readOptions } from './usage.ts';

/** What papers are set in, and why not in what was dropped. Exit code 1 where something was dropped and cannot be used. */
export async function fonts(args: string[]): Promise<number> {
	readOptions(args, []);
	const ctx = makeContext(openRuntime(), { actor: OPERATOR, device: 'command-line' });
	const card = await readFontCard(ctx);
	for (const line of report(card)) console.log(line);
	return card.faults.length === 0 ? 0 : 1;
}

function report({ folder, family, faults }: FontCard): string[] {
	if (family !== null) return [`Văn bản dùng phông «${family}» trong ${folder}.`];
	if (faults.length === 0)
		return [`Văn bản dùng phông có sẵn (Tinos). Để dùng phông khác, đặt bốn tệp TTF vào ${folder}.`];
	return [
		`Không dùng được phông trong ${folder}; văn bản dùng phông có sẵn (Tinos).`,
		...faults.map((fault) => `    ${fontSentence(fault)}`)
	];
}
