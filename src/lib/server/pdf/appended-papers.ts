/** Papers addressed to a body with lists behind them: the notice of a visit, the self-check report. */
import type {
	Appendix,
	OutlineContent,
	SelfReportContent,
	VisitNoticeContent
} from '#lib/domain/papers/paper.ts';
import { citeOwn } from '#lib/domain/papers/wording.ts';
import { composeAddressedPaper } from './addressed-paper.ts';
import {
	appendixHead,
	appendixParts,
	tableAppendix,
	wideTableAppendix,
	type AppendixSource
} from './appendix.ts';
import { bodyStrips } from './body.ts';
import { PORTRAIT, type Part } from './layout.ts';

/** The letter, then the outline of the report that it asks for, then the papers to prepare. */
export function composeVisitNotice(content: VisitNoticeContent): Part[] {
	const attachedTo = attachment(content);
	return [
		...composeAddressedPaper(content),
		...appendixParts([
			outlineAppendix(content.outline, attachedTo),
			...content.appendices.map((appendix) => sourceOf(appendix, attachedTo))
		])
	];
}

/** The report, then its score sheet and the list of evidence. */
export function composeSelfReport(content: SelfReportContent): Part[] {
	const attachedTo = attachment(content);
	return [
		...composeAddressedPaper(content),
		...appendixParts(content.appendices.map((appendix) => sourceOf(appendix, attachedTo)))
	];
}

const attachment = ({ kind, head }: VisitNoticeContent | SelfReportContent): string =>
	`Kèm theo ${citeOwn(kind, head, head.issuingBody)}`;

/** The score sheet has too many words for an upright page. */
const sourceOf = (appendix: Appendix, attachedTo: string): AppendixSource =>
	appendix.key === 'self_scores'
		? wideTableAppendix(appendix, attachedTo)
		: tableAppendix(appendix, attachedTo);

const outlineAppendix = (
	{ title, opening, sections }: OutlineContent,
	attachedTo: string
): AppendixSource => ({
	build: (label) => ({
		geometry: PORTRAIT,
		strips: [
			...appendixHead(PORTRAIT, { label, title, attachedTo }),
			...bodyStrips(PORTRAIT, { opening, sections, closing: [] }, { findings: 'line' })
		]
	})
});
