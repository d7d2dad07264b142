/** pdfmake, in this process. */
import { ownPeak, type Engine } from './engine.ts';
import type { MeasuredPaper } from './paper-cases.ts';
import { flowOf } from './paper-flow.ts';
import { loadPdfmake, toDefinition } from './paper-pdfmake.ts';

export async function openPdfmake(folder: string, { content, captions }: MeasuredPaper): Promise<Engine> {
	const pdfmake = loadPdfmake();
	const flow = flowOf(content, captions);
	return {
		/* A definition is changed by drawing it: each drawing takes its own. */
		draw: () => pdfmake.createPdf(toDefinition(flow, folder)).getBuffer(),
		peakMemory: ownPeak,
		close: async () => {}
	};
}
