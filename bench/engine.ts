/** The engines that are measured, each loaded only in the process that measures it: its memory is in the figures. */
import { readFileSync } from 'node:fs';
import type { MeasuredPaper } from './paper-cases.ts';

export const ENGINES = ['ours', 'chromium', 'pdfmake'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface Engine {
	draw(): Promise<Uint8Array>;
	/** Megabytes at the most so far, of everything that the engine needs. */
	peakMemory(): number;
	close(): Promise<void>;
}

/** Of this process with all its threads. Not `maxRSS`: by that a process begins with what its parent held. */
export const ownPeak = (): number =>
	Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;

export async function openEngine(name: EngineName, folder: string, paper: MeasuredPaper): Promise<Engine> {
	if (name === 'ours') return (await import('./engine-ours.ts')).openOurs(folder, paper);
	if (name === 'chromium') return (await import('./engine-chromium.ts')).openChromium(folder, paper);
	return (await import('./engine-pdfmake.ts')).openPdfmake(folder, paper);
}
