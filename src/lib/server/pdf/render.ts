/** Content of a paper → PDF. Synchronous work of tens of milliseconds: servers call `renderInWorker` instead. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { createHash } from 'node:crypto';
import { composeAddressedPaper } from './addressed-paper.ts';
import { composeSelfReport, composeVisitNotice } from './appended-papers.ts';
import { checkFootStrip, type CheckFoot } from './check-foot.ts';
import { composeConclusion } from './conclusion.ts';
import { finishDocument, newDocument } from './document.ts';
import { drawParts, keepTail, type DrawOptions, type Part, type SealPlace } from './layout.ts';
import { composeMinutes } from './minutes.ts';
import type { PaperPhoto } from './photos.ts';
import { composeRecheckMinutes } from './recheck-minutes.ts';
import { composeRemediationPlan } from './remediation-plan.ts';
import { composeScoreSheet } from './score-sheet.ts';
import { SEAL_SIZE } from './signing-block.ts';
import { decisionPart, titledPart } from './titled-part.ts';
import { composeYearlyPlan } from './yearly-plan.ts';

export interface RenderOptions extends CheckFoot {
	/** Epoch milliseconds, written as the file's day of creation. */
	createdAt: number;
	/** «BẢN NHÁP» across every page, while the content may still change. */
	watermark?: string;
	/** PNG: the picture whose hash the content's head names. */
	logo?: Uint8Array;
	/** For minutes, re-check and conclusion; JPEG only. */
	photos?: readonly PaperPhoto[];
}

export interface RenderedPaper {
	pdf: Buffer;
	pages: number;
	/**
	 * Where a visible seal goes: on the left of the signature of the one who issues the paper; at the top right of
	 * page 1 where the file is an appendix of its own (documents of the inspection, section 1.2).
	 */
	sealPlace: SealPlace;
	/** Where the digital signature of each of `content.signatures` goes, in their order. */
	signerPlaces: SealPlace[];
}

/**
 * Draws a paper in the layout of NĐ 30/2020. The same content and options give the same bytes. Text is never cut:
 * what does not fit goes to the next page. Throws only for programmers' errors, such as a logo that the content does not
 * name: what was hashed and what is drawn must be the same.
 */
export async function renderPaper(content: PaperContent, options: RenderOptions): Promise<RenderedPaper> {
	const parts = compose(content, options.photos ?? []);
	addCheckFoot(parts, options);
	const doc = newDocument({
		title: titleOf(content),
		author: content.head.issuingBody,
		createdAt: options.createdAt
	});
	const drawing = drawingOf(content, options);
	const { pages, sealPlace, signerPlaces } = drawParts(doc, parts, drawing);
	return {
		pdf: await finishDocument(doc),
		pages,
		sealPlace: sealPlace ?? sealAtTopRight(parts[0]!),
		// An attached score sheet has blocks of its own, drawn after these.
		signerPlaces: signerPlaces.slice(0, content.signatures.length)
	};
}

function drawingOf({ head }: PaperContent, { watermark, logo }: RenderOptions): DrawOptions {
	const given = logo && createHash('sha256').update(logo).digest('hex');
	if (given !== head.logo) throw new Error('renderPaper: the logo is not the one that the content names');
	return { ...(watermark === undefined ? {} : { watermark }), ...(logo ? { logo } : {}) };
}

function compose(content: PaperContent, photos: readonly PaperPhoto[]): Part[] {
	switch (content.kind) {
		case 'minutes':
			return composeMinutes(content, photos);
		case 'conclusion':
			return composeConclusion(content, photos);
		case 'score_sheet':
			return composeScoreSheet(content);
		case 'remediation_plan':
			return composeRemediationPlan(content);
		case 'remediation_report':
		case 'remediation_letter':
		case 'reminder_letter':
		case 'explanation_letter':
			return composeAddressedPaper(content);
		case 'closing_note':
			return [titledPart(content)];
		case 'recheck_minutes':
			return composeRecheckMinutes(content, photos);
		case 'team_decision':
		case 'ranking_decision':
			return [decisionPart(content)];
		case 'visit_notice':
			return composeVisitNotice(content);
		case 'self_report':
			return composeSelfReport(content);
		case 'yearly_plan':
			return composeYearlyPlan(content);
	}
}

/** The foot goes on the last page of the file and takes some of what stands there along if it needs a new page. */
function addCheckFoot(parts: Part[], options: CheckFoot): void {
	const last = parts.at(-1);
	const foot = last && checkFootStrip(last.geometry, options);
	if (!last || !foot) return;
	keepTail(last.strips, 1);
	last.strips.push(foot);
}

/** In the top margin, which is free on the first page. */
function sealAtTopRight({ geometry }: Part): SealPlace {
	const right = geometry.x + geometry.textWidth;
	const bottom = geometry.height - geometry.top + 1;
	return { page: 0, rect: [right - SEAL_SIZE.width, bottom, right, bottom + SEAL_SIZE.height] };
}

function titleOf(content: PaperContent): string {
	const name = 'typeName' in content ? content.typeName : '';
	return name === '' ? content.subject : `${name}: ${content.subject}`;
}
