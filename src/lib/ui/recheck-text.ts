/** Words for the verdicts of a re-check. */
import type { Tone } from '#lib/components/icon.ts';
import type { RecheckVerdict } from '#lib/domain/recheck.ts';
import * as m from '#lib/paraglide/messages.js';

const VERDICTS: Record<RecheckVerdict, [text: () => string, tone: Tone]> = {
	remedied: [m.recheck_remedied, 'ok'],
	partly_remedied: [m.recheck_partly, 'warn'],
	not_remedied: [m.recheck_not_remedied, 'seal']
};

export const verdictText = (verdict: RecheckVerdict): string => VERDICTS[verdict][0]();
export const verdictTone = (verdict: RecheckVerdict): Tone => VERDICTS[verdict][1];
