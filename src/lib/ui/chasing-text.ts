/** Steps of reminders, and what came of their mails, for people. */
import type { Tone } from '#lib/components/icon.ts';
import type { Step } from '#lib/domain/chasing.ts';
import * as m from '#lib/paraglide/messages.js';

export function stepText(step: Step): string {
	const [, kind, count] = /^(before|after)_(\d+)$/.exec(step) ?? [];
	if (kind === 'before') return m.step_before({ count: count! });
	if (kind === 'after') return m.step_after({ count: count! });
	if (step === 'on_day') return m.step_on_day();
	if (step === 'to_head') return m.step_to_head();
	if (step === 'to_superior') return m.step_to_superior();
	if (step.startsWith('letter_')) return m.step_letter();
	return step === 'weekly' ? m.step_weekly() : m.step_manual();
}

export function stepTone(step: Step): Tone {
	if (step === 'to_head' || step === 'to_superior' || step.startsWith('letter_')) return 'seal';
	return step.startsWith('after_') || step === 'on_day' || step.startsWith('manual_') ? 'warn' : 'neutral';
}

/** `null`: in the application alone. */
export type MailOutcome = 'waiting' | 'sending' | 'sent' | 'failed' | 'not_sent' | null;

const OUTCOMES: Record<NonNullable<MailOutcome>, { text: () => string; tone: Tone }> = {
	waiting: { text: m.chasing_outcome_waiting, tone: 'neutral' },
	sending: { text: m.chasing_outcome_sending, tone: 'neutral' },
	sent: { text: m.chasing_outcome_sent, tone: 'ok' },
	failed: { text: m.chasing_outcome_failed, tone: 'seal' },
	not_sent: { text: m.chasing_outcome_not_sent, tone: 'warn' }
};

export const outcomeText = (outcome: MailOutcome): string =>
	outcome === null ? m.chasing_outcome_app() : OUTCOMES[outcome].text();
export const outcomeTone = (outcome: MailOutcome): Tone =>
	outcome === null ? 'neutral' : OUTCOMES[outcome].tone;

/** A code of ours, or the mail server's own words. */
export function faultText(fault: string): string {
	if (fault === 'mail_off') return m.chasing_fault_mail_off();
	if (fault === 'settled') return m.chasing_fault_settled();
	return fault === 'interrupted' ? m.chasing_fault_interrupted() : fault;
}
