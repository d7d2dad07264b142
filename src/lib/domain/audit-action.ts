/** What the record tells of: dotted names, each of them a line that somebody may have to read years later. */
import type { Transition } from './inspection.ts';

/** Done to one inspection, beside its moves: shown in its log, each with a text. */
export const INSPECTION_ACTS = [
	'inspection.create',
	'inspection.plan',
	'inspection.edit',
	'conflict.raise',
	'conflict.settle',
	'work.discard',
	'rescue.import',
	'team.set',
	'evidence.add',
	'evidence.arrive',
	'evidence.withdraw',
	'explanation.write',
	'explanation.decide',
	'conclusion.write',
	'due.move',
	'remedy.plan',
	'remedy.remove_action',
	'remedy.texts',
	'remedy.report',
	'remedy.verified',
	'remedy.returned',
	'document.issue',
	'document.sign',
	'document.scan',
	'document.open_to_tool',
	'self.start',
	'self.assign',
	'self.comment',
	'self.comment_withdraw',
	'self.reply',
	'unit.enter',
	'unit.approve',
	'unit.return',
	'unit.remove',
	'remedy.decide',
	'remedy.request',
	'remedy.withdraw_request',
	'remedy.request_accepted',
	'remedy.request_rejected',
	'remedy.effective',
	'remedy.not_effective',
	'recheck.order',
	'archive.start',
	'archive.finish'
] as const;
export type InspectionAct = (typeof INSPECTION_ACTS)[number];

/** Done to what belongs to no one inspection: its name says to what. */
type OfficeSubject =
	| 'account'
	| 'agency'
	| 'appearance'
	| 'campaign'
	| 'certificate'
	| 'chasing'
	| 'criteria_set'
	| 'demonstration'
	| 'mail'
	| 'office'
	| 'phrases'
	| 'record'
	| 'register'
	| 'session'
	| 'unit'
	| 'view';
export type OfficeAct = `${OfficeSubject}.${string}`;

export type AuditAction = InspectionAct | `inspection.${Transition}` | OfficeAct;
