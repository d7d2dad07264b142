/** What page and server say to each other about a go with the signing tool, and what the tool itself reads. */
import * as v from 'valibot';
import type { Problem } from '#lib/domain/problems.ts';
import type { BridgeView } from '#lib/domain/signing-bridge.ts';

/** The block of a paper that is opened to the tool. */
export const openToToolBody = v.object({
	documentId: v.pipe(v.string(), v.maxLength(64)),
	slot: v.pipe(v.number(), v.integer(), v.minValue(0))
});

/** The answer to it. `ticket` stands in the two addresses that the tool is given. */
export interface OpenedToTool {
	ticket: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

/** How far it is; the reason of a refusal is already in the page's language. */
export type ToolProgress = BridgeView;

export type ToolRefusal = { problem: Problem };

/** What the tool reads after it has brought a file. The form is the tool's, not ours (decision 0020). */
export interface ToolUploadAnswer {
	Status: boolean;
	Message: string;
	FileName: string;
	FileServer: string;
	DocumentNumber: string;
	DocumentDate: string;
}
