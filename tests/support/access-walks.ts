/**
 * Every exported service with the action that the table decides it by, and a call that reaches the decision. What is
 * sent is often wrong on purpose (version 0, unknown ids): only whether the door opens is asked here.
 */
import { USUAL_OFFICE } from '#lib/domain/office.ts';
import { ORGANISATION_SLOT } from '#lib/domain/paper-signing.ts';
import {
	isAgencyRole,
	judge,
	type Actor,
	type InspectionAction,
	type OfficeAction,
	type Place,
	type Verdict
} from '#lib/domain/permissions.ts';
import { TRANSITIONS } from '#lib/domain/inspection.ts';
import { DEFAULT_CHASING } from '#lib/domain/chasing-settings.ts';
import { parseRegisterFilter } from '#lib/domain/papers/paper-register.ts';
import { parseRemedyFilter } from '#lib/domain/remedy-filter.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/campaign.ts';
import type { Ctx } from '#lib/server/context.ts';
import * as accounts from '#lib/server/services/accounts.ts';
import * as agencies from '#lib/server/services/agencies.ts';
import * as agencyFindings from '#lib/server/services/agency-findings-view.ts';
import * as agencyImport from '#lib/server/services/agency-import.ts';
import * as agencyPapers from '#lib/server/services/agency-papers-view.ts';
import * as agencyRegister from '#lib/server/services/agency-register-view.ts';
import * as agencyRemedy from '#lib/server/services/agency-remedy-view.ts';
import * as agencySelf from '#lib/server/services/agency-self-view.ts';
import * as agencyView from '#lib/server/services/agency-view.ts';
import { join } from 'node:path';
import * as archive from '#lib/server/services/archive.ts';
import * as archiveJobs from '#lib/server/services/archive-jobs.ts';
import * as auditCheck from '#lib/server/services/audit-check.ts';
import * as auditExport from '#lib/server/services/audit-export.ts';
import * as auditView from '#lib/server/services/audit-view.ts';
import * as campaignView from '#lib/server/services/campaign-view.ts';
import * as campaignPapers from '#lib/server/services/campaign-papers.ts';
import * as campaigns from '#lib/server/services/campaigns.ts';
import * as chasingView from '#lib/server/services/chasing-view.ts';
import * as chasing from '#lib/server/services/chasing.ts';
import * as officeFacts from '#lib/server/services/office-facts.ts';
import * as phrases from '#lib/server/services/paper-phrases.ts';
import * as certificates from '#lib/server/services/certificates.ts';
import * as conclusionView from '#lib/server/services/conclusion-view.ts';
import * as conclusion from '#lib/server/services/conclusion.ts';
import * as criteriaSets from '#lib/server/services/criteria-sets.ts';
import * as dashboard from '#lib/server/services/dashboard-view.ts';
import * as dueChanges from '#lib/server/services/due-changes.ts';
import type { EvidenceSubject } from '#lib/domain/evidence.ts';
import * as evidence from '#lib/server/services/evidence.ts';
import * as desk from '#lib/server/services/explanation-desk-view.ts';
import * as explanations from '#lib/server/services/explanations.ts';
import * as logos from '#lib/server/services/logo.ts';
import * as fieldView from '#lib/server/services/field-view.ts';
import * as findingView from '#lib/server/services/finding-view.ts';
import * as batch from '#lib/server/services/inspection-batch.ts';
import * as register from '#lib/server/services/inspection-register-view.ts';
import * as inspectionView from '#lib/server/services/inspection-view.ts';
import * as inspections from '#lib/server/services/inspections.ts';
import * as minutes from '#lib/server/services/minutes.ts';
import * as officeShell from '#lib/server/services/office-shell-view.ts';
import * as operations from '#lib/server/services/operations.ts';
import * as paperDesk from '#lib/server/services/paper-desk-view.ts';
import * as fonts from '#lib/server/services/paper-fonts.ts';
import * as paperRegister from '#lib/server/services/paper-register.ts';
import * as outside from '#lib/server/services/paper-outside.ts';
import * as signing from '#lib/server/services/paper-signing.ts';
import * as signingView from '#lib/server/services/paper-signing-view.ts';
import * as papers from '#lib/server/services/papers.ts';
import * as signingBridge from '#lib/server/services/signing-bridge.ts';
import * as preparation from '#lib/server/services/preparation-view.ts';
import * as effectReviews from '#lib/server/services/effect-reviews.ts';
import * as planDecisions from '#lib/server/services/plan-decisions.ts';
import * as remediation from '#lib/server/services/remediation.ts';
import * as agencyHistory from '#lib/server/services/agency-remedy-history-view.ts';
import * as history from '#lib/server/services/remedy-history-view.ts';
import * as tracker from '#lib/server/services/remedy-tracker-view.ts';
import * as recheckView from '#lib/server/services/recheck-view.ts';
import * as rechecks from '#lib/server/services/rechecks.ts';
import * as workbook from '#lib/server/services/remedy-workbook.ts';
import * as savedViews from '#lib/server/services/saved-views.ts';
import * as remedyView from '#lib/server/services/remedy-view.ts';
import * as reminders from '#lib/server/services/reminder-letters.ts';
import * as rescue from '#lib/server/services/rescue.ts';
import * as scores from '#lib/server/services/score-view.ts';
import * as selfComments from '#lib/server/services/self-comments.ts';
import * as selfDesk from '#lib/server/services/self-desk-view.ts';
import * as selfReturns from '#lib/server/services/self-returns.ts';
import * as selfStart from '#lib/server/services/self-start.ts';
import * as selfWork from '#lib/server/services/self-work.ts';
import * as unitFigures from '#lib/server/services/unit-figures.ts';
import * as uploads from '#lib/server/services/uploads.ts';

/** What the walked inspection holds. */
export interface Things {
	id: string;
	campaignId: string;
	agencyId: string;
	findingId: string;
	evidenceId: string;
	documentId: string;
	conclusionId: string;
	planId: string;
	/** A paper of the campaign, with one block: the head of the Department. */
	campaignDocumentId: string;
}

export interface OfficeWalk {
	name: string;
	action: OfficeAction;
	call: (ctx: Ctx, things: Things) => unknown;
}

export interface InspectionWalk {
	name: string;
	verdict: (actor: Actor, place: Place) => Verdict;
	call: (ctx: Ctx, things: Things) => unknown;
}

const file = { name: 'tep', bytes: new Uint8Array() };
const person = { displayName: 'P', title: '', role: 'viewer' as const, agencyId: null };
const agency = {
	code: 'MOI',
	name: 'M',
	shortName: 'M',
	sign: 'M',
	level: 'department' as const,
	superior: 'U',
	headTitle: 'G',
	place: 'T',
	address: '',
	superiorEmail: ''
};
const campaign = {
	title: 'Đ',
	year: 2026,
	plan: null,
	decision: null,
	teamName: 'Đ',
	periodFrom: '2026-01-01',
	periodTo: '2026-12-31',
	settings: DEFAULT_SETTINGS
};

const wholeRegister = parseRegisterFilter(() => null);
const leftOut = {
	issuingBody: 'S',
	register: 'letter' as const,
	year: 2026,
	first: 1,
	last: 1,
	reason: 'L'
};

const letter = { keys: [], answerBy: '2026-01-01', note: '', toSuperior: false };
const reminder = { matterKeys: ['plan:none'], toHead: false, note: '' };

/** The blocks of the walked paper: head, lead, secretary, scorer, head of the Department. */
const keyring = (slot: number) => ({
	slot,
	version: 0,
	file,
	passphrase: '',
	nameConfirmed: false,
	picture: null
});

const office = (action: OfficeAction, calls: Record<string, OfficeWalk['call']>): OfficeWalk[] =>
	Object.entries(calls).map(([name, call]) => ({ name, action, call }));

export const OFFICE_WALKS: OfficeWalk[] = [
	...office('account.manage', {
		listAccounts: (ctx) => accounts.listAccounts(ctx),
		getAccount: (ctx) => accounts.getAccount(ctx, ctx.actor?.id ?? ''),
		createAccount: (ctx) => accounts.createAccount(ctx, { ...person, username: 'moi' }),
		setRole: (ctx) => accounts.setRole(ctx, ctx.actor?.id ?? '', 0, person),
		resetPassword: (ctx) => accounts.resetPassword(ctx, ctx.actor?.id ?? '', 0),
		disableAccount: (ctx) => accounts.disableAccount(ctx, ctx.actor?.id ?? '', 0),
		enableAccount: (ctx) => accounts.enableAccount(ctx, ctx.actor?.id ?? '', 0)
	}),
	...office('certificate.manage', {
		readCertificatePage: (ctx) => certificates.readCertificatePage(ctx),
		replaceSeal: (ctx) => certificates.replaceSeal(ctx, { file, passphrase: '' }),
		trustCertificate: (ctx) => certificates.trustCertificate(ctx, file),
		tryTimestamp: (ctx) => certificates.tryTimestamp(ctx)
	}),
	...office('appearance.manage', {
		readFontCard: (ctx) => fonts.readFontCard(ctx),
		readOfficeView: (ctx) => officeFacts.readOfficeView(ctx),
		saveOffice: (ctx) => officeFacts.saveOffice(ctx, 0, USUAL_OFFICE),
		readLogo: (ctx) => logos.readLogo(ctx, { of: 'department' }),
		replaceLogo: (ctx) => logos.replaceLogo(ctx, { of: 'department' }, null, file),
		removeLogo: (ctx) => logos.removeLogo(ctx, { of: 'department' }, null)
	}),
	...office('agency.read', {
		listAgencies: (ctx) => agencies.listAgencies(ctx),
		getAgency: (ctx) => agencies.getAgency(ctx, agencies.listAgencies(ctx)[0]!.id),
		listRegisteredAgencies: (ctx) => agencyRegister.listRegisteredAgencies(ctx)
	}),
	...office('agency.manage', {
		createAgency: (ctx) => agencies.createAgency(ctx, agency),
		editAgency: (ctx) => agencies.editAgency(ctx, agencies.listAgencies(ctx)[0]!.id, 0, agency),
		closeAgency: (ctx) => agencies.closeAgency(ctx, agencies.listAgencies(ctx)[0]!.id, 0, '2026-01-01'),
		reopenAgency: (ctx) => agencies.reopenAgency(ctx, agencies.listAgencies(ctx)[0]!.id, 0),
		addUnit: (ctx) =>
			agencies.addUnit(ctx, agencies.listAgencies(ctx)[0]!.id, 0, { name: 'P', kind: 'office' }),
		renameUnit: (ctx) => agencies.renameUnit(ctx, agencies.listAgencies(ctx)[0]!.id, 0, '', 'P'),
		closeUnit: (ctx) => agencies.closeUnit(ctx, agencies.listAgencies(ctx)[0]!.id, 0, '', '2026-01-01'),
		checkAgencySheet: (ctx) => agencyImport.checkAgencySheet(ctx, file),
		importAgencySheet: (ctx) => agencyImport.importAgencySheet(ctx, file)
	}),
	...office('criteria.read', {
		listCriteriaSets: (ctx) => criteriaSets.listCriteriaSets(ctx),
		getCriteriaSet: (ctx) => criteriaSets.getCriteriaSet(ctx, criteriaSets.listCriteriaSets(ctx)[0]!.id)
	}),
	...office('criteria.manage', {
		makeCriteriaTemplate: (ctx) => criteriaSets.makeCriteriaTemplate(ctx),
		checkCriteriaFile: (ctx) => criteriaSets.checkCriteriaFile(ctx, file),
		importCriteriaFile: (ctx) => criteriaSets.importCriteriaFile(ctx, file),
		publishCriteriaSet: (ctx) =>
			criteriaSets.publishCriteriaSet(ctx, criteriaSets.listCriteriaSets(ctx)[0]!.id, 0),
		retireCriteriaSet: (ctx) =>
			criteriaSets.retireCriteriaSet(ctx, criteriaSets.listCriteriaSets(ctx)[0]!.id, 0),
		deleteCriteriaDraft: (ctx) =>
			criteriaSets.deleteCriteriaDraft(ctx, criteriaSets.listCriteriaSets(ctx)[0]!.id, 0)
	}),
	...office('campaign.read', {
		listCampaignItems: (ctx) => campaignView.listCampaignItems(ctx),
		readCampaignBoard: (ctx, { campaignId }) => campaignView.readCampaignBoard(ctx, campaignId),
		readCampaignValues: (ctx, { campaignId }) => campaignView.readCampaignValues(ctx, campaignId),
		readDashboard: (ctx) => dashboard.readDashboard(ctx),
		listContestedItems: (ctx) => desk.listContestedItems(ctx),
		listRegisteredInspections: (ctx) => register.listRegisteredInspections(ctx),
		readOfficeShell: (ctx) => officeShell.readOfficeShell(ctx),
		listRegisteredPapers: (ctx) => paperRegister.listRegisteredPapers(ctx),
		listTrackedRemedies: (ctx) => tracker.listTrackedRemedies(ctx),
		listRemedyChoices: (ctx) => tracker.listRemedyChoices(ctx),
		readFindingHistory: (ctx, { findingId }) => history.readFindingHistory(ctx, findingId),
		readAgencyRemedies: (ctx, { agencyId }) => agencyHistory.readAgencyRemedies(ctx, agencyId),
		makeRemedyWorkbook: (ctx) =>
			workbook.makeRemedyWorkbook(
				ctx,
				parseRemedyFilter(() => null)
			),
		listSavedViews: (ctx) => savedViews.listSavedViews(ctx),
		findFirstView: (ctx) => savedViews.findFirstView(ctx),
		saveView: (ctx) => savedViews.saveView(ctx, '', { name: 'C', opensFirst: false }),
		readPaperRegister: (ctx) => paperRegister.readPaperRegister(ctx, wholeRegister),
		readSigningStates: (ctx, { documentId, campaignDocumentId }) =>
			paperRegister.readSigningStates(ctx, [documentId, campaignDocumentId]),
		makeRegisterWorkbook: (ctx) => paperRegister.makeRegisterWorkbook(ctx, wholeRegister),
		readCampaignPapers: (ctx, { campaignId }) => campaignPapers.readCampaignPapers(ctx, campaignId),
		readPaper: (ctx, { campaignDocumentId }) => papers.readPaper(ctx, campaignDocumentId),
		readSigningPage: (ctx, { campaignDocumentId }) => signingView.readSigningPage(ctx, campaignDocumentId),
		drawCampaignDraft: (ctx, { campaignId }) =>
			campaignPapers.drawCampaignDraft(ctx, campaignId, 'yearly_plan'),
		listChasedMatters: (ctx) => chasingView.listChasedMatters(ctx),
		listNotices: (ctx) => chasingView.listNotices(ctx)
	}),
	...office('chasing.manage', {
		readChasingPage: (ctx) => chasing.readChasingPage(ctx),
		previewChasing: (ctx) => chasing.previewChasing(ctx, DEFAULT_CHASING),
		saveChasing: (ctx) => chasing.saveChasing(ctx, 0, DEFAULT_CHASING),
		previewReminders: (ctx) => chasing.previewReminders(ctx, reminder),
		sendReminders: (ctx) => chasing.sendReminders(ctx, reminder)
	}),
	...office('phrases.manage', {
		readPhrases: (ctx) => phrases.readPhrases(ctx),
		savePhrase: (ctx) => phrases.savePhrase(ctx, 0, 'plan_funding', 'Kinh phí')
	}),
	...office('campaign.manage', {
		createCampaign: (ctx) => campaigns.createCampaign(ctx, campaign),
		editCampaign: (ctx, { campaignId }) => campaigns.editCampaign(ctx, campaignId, 0, campaign),
		planDrafts: (ctx, { campaignId }) => batch.planDrafts(ctx, campaignId)
	}),
	...office('campaign.issue', {
		writeCampaignPaperTexts: (ctx, { campaignId }) =>
			campaignPapers.writeCampaignPaperTexts(ctx, campaignId, 0, {}),
		issueCampaignPaper: (ctx, { campaignId }) =>
			campaignPapers.issueCampaignPaper(ctx, campaignId, 'yearly_plan', { version: 0 })
	}),
	...office('campaign.sign_department', {
		signPaper: (ctx, { campaignDocumentId }) => signing.signPaper(ctx, campaignDocumentId, keyring(0))
	}),
	...office('campaign.sign_organisation', {
		signPaper: (ctx, { campaignDocumentId }) =>
			signing.signPaper(ctx, campaignDocumentId, keyring(ORGANISATION_SLOT))
	}),
	...office('campaign.bring_signed', {
		takeSignedPaper: (ctx, { campaignDocumentId }) =>
			outside.takeSignedPaper(ctx, campaignDocumentId, { slot: 0, file, nameConfirmed: false }),
		takeScan: (ctx, { campaignDocumentId }) => outside.takeScan(ctx, campaignDocumentId, file)
	}),
	...office('register.keep', {
		noteLeftOut: (ctx) => paperRegister.noteLeftOut(ctx, leftOut)
	}),
	...office('inspection.create', {
		createInspection: (ctx, { campaignId }) =>
			inspections.createInspection(ctx, {
				campaignId,
				agencyId: agencies.listAgencies(ctx)[0]!.id,
				kind: 'direct'
			}),
		createInspections: (ctx, { campaignId }) => batch.createInspections(ctx, campaignId, [], 'direct')
	}),
	...office('audit.read', {
		checkRecord: (ctx) => auditCheck.checkRecord(ctx),
		exportRecord: (ctx) => auditExport.exportRecord(ctx),
		listAuditLines: (ctx, { id }) => auditView.listAuditLines(ctx, id)
	})
];

const on = (action: InspectionAction, calls: Record<string, InspectionWalk['call']>): InspectionWalk[] =>
	Object.entries(calls).map(([name, call]) => ({
		name,
		verdict: (actor, place) => judge(actor, action, place),
		call
	}));

/** Whoever is not let in learns nothing, not even that there is something. */
const hides = (
	verdict: InspectionWalk['verdict'],
	calls: Record<string, InspectionWalk['call']>
): InspectionWalk[] =>
	Object.entries(calls).map(([name, call]) => ({
		name,
		verdict: (actor, place) => (verdict(actor, place) === 'allowed' ? 'allowed' : 'hidden'),
		call
	}));

const readAsOneIs: InspectionWalk['verdict'] = (actor, place) =>
	judge(actor, isAgencyRole(actor.role) ? 'inspection.read_as_agency' : 'inspection.read', place);
const readAsAgency: InspectionWalk['verdict'] = (actor, place) =>
	judge(actor, 'inspection.read_as_agency', place);

/** Each side by its own row; for which papers is decided further: paper-signatures.spec. */
const bringsIn: InspectionWalk['verdict'] = (actor, place) =>
	judge(actor, isAgencyRole(actor.role) ? 'document.bring_signed_agency' : 'document.bring_signed', place);

const action = {
	id: null,
	findingId: '',
	cause: '',
	measure: '',
	product: '',
	leadUnit: '',
	supportUnits: '',
	personInCharge: '',
	dueOn: ''
};
const progress = {
	actionId: '',
	percent: 0,
	state: 'in_progress',
	asOfOn: '',
	doneText: '',
	remainingText: ''
};
const proof = { stage: null, file: null, citation: null, caption: '', takenAt: null };
const part = {
	code: '1.1.1',
	unitId: '',
	numerator: 0,
	denominator: 0,
	asOfOn: '',
	note: '',
	state: 'drafted' as const,
	version: 0
};
const upload = { uploadId: 'none', fileName: 'x.zip' };
const visit = {
	version: 0,
	visitOn: null,
	visitAt: '08:00',
	place: '',
	noticeText: '',
	visitNotice: null,
	selfDueOn: null
};
const words = { text: '', severity: 'minor', cause: '', demand: '', dueOn: null, responsibleUnit: '' };
const explained = {
	findingId: null,
	subcriterionCode: null,
	stance: 'agree' as const,
	reason: '',
	requestedPoints: null,
	version: 0
};

/** A proof belongs to the side of who gives it, and each side has its own time. */
const proofFor = (
	subjectKind: EvidenceSubject,
	agencyAction: InspectionAction,
	teamAction: InspectionAction
): InspectionWalk => ({
	name: 'addEvidence',
	verdict: (actor, place) => judge(actor, isAgencyRole(actor.role) ? agencyAction : teamAction, place),
	call: (ctx, { id, findingId }) =>
		evidence.addEvidence(ctx, id, {
			...proof,
			subjectKind,
			subjectId: subjectKind === 'finding' ? findingId : '1.1.1'
		})
});

export const INSPECTION_WALKS: InspectionWalk[] = [
	...on('inspection.plan', { planVisit: (ctx, { id }) => inspections.planVisit(ctx, id, visit) }),
	...on('team.set', { setTeam: (ctx, { id }) => inspections.setTeam(ctx, id, 0, []) }),
	...TRANSITIONS.flatMap((transition) =>
		on(`move.${transition}`, {
			moveInspection: (ctx, { id }) => inspections.moveInspection(ctx, id, transition, { version: 0 })
		})
	),
	...on('conclusion.write', {
		writeConclusion: (ctx, { id }) =>
			conclusion.writeConclusion(ctx, id, { version: 0, responsibility: '', reportDueOn: null, demands: [] })
	}),
	...on('explanation.write', {
		writeExplanation: (ctx, { id }) => explanations.writeExplanation(ctx, id, explained)
	}),
	...on('due.move', {
		moveDueDay: (ctx, { id }) =>
			dueChanges.moveDueDay(ctx, id, { kind: 'plan', dueOn: '', reason: '', dueBefore: '' })
	}),
	...on('remedy.plan', {
		saveAction: (ctx, { id }) => remediation.saveAction(ctx, id, { ...action, version: 0 } as never),
		writeRemedyTexts: (ctx, { id }) => remediation.writeRemedyTexts(ctx, id, 0, { purpose: [] })
	}),
	...on('remedy.report', {
		writeRemedyTexts: (ctx, { id }) => remediation.writeRemedyTexts(ctx, id, 0, {})
	}),
	...on('remedy.recheck', {
		orderRecheck: (ctx, { id }) =>
			rechecks.orderRecheck(ctx, id, {
				version: 0,
				findingIds: [],
				visitOn: null,
				visitAt: '08:00',
				place: '',
				reason: ''
			})
	}),
	...on('remedy.review_effect', {
		reviewEffect: (ctx, { id, findingId }) =>
			effectReviews.reviewEffect(ctx, id, findingId, {
				result: 'effective',
				reason: '',
				text: '',
				demand: '',
				dueOn: null
			})
	}),
	...on('remedy.verify', {
		verifyFinding: (ctx, { id, findingId }) =>
			remediation.verifyFinding(ctx, id, { findingId, result: 'verified', reason: '' })
	}),
	...on('document.sign_lead', {
		signPaper: (ctx, { documentId }) => signing.signPaper(ctx, documentId, keyring(1))
	}),
	...on('document.sign_agency', {
		signPaper: (ctx, { documentId }) => signing.signPaper(ctx, documentId, keyring(0))
	}),
	...on('document.sign_secretary', {
		signPaper: (ctx, { documentId }) => signing.signPaper(ctx, documentId, keyring(2))
	}),
	...on('document.sign_score', {
		signPaper: (ctx, { documentId }) => signing.signPaper(ctx, documentId, keyring(3))
	}),
	...on('document.sign_department', {
		signPaper: (ctx, { documentId }) => signing.signPaper(ctx, documentId, keyring(4))
	}),
	...on('document.sign_organisation', {
		signPaper: (ctx, { conclusionId }) => signing.signPaper(ctx, conclusionId, keyring(ORGANISATION_SLOT))
	}),
	...on('document.sign_organisation_agency', {
		signPaper: (ctx, { planId }) => signing.signPaper(ctx, planId, keyring(ORGANISATION_SLOT))
	}),
	{
		name: 'takeSignedPaper',
		verdict: bringsIn,
		call: (ctx, { documentId }) =>
			outside.takeSignedPaper(ctx, documentId, { slot: 0, file, nameConfirmed: false })
	},
	{
		name: 'openToTool',
		verdict: bringsIn,
		call: (ctx, { documentId }) => signingBridge.openToTool(ctx, documentId, 0, 'session')
	},
	{
		name: 'openToTool',
		verdict: (actor, place) =>
			judge(actor, 'document.sign_department', place) === 'allowed' ? 'allowed' : bringsIn(actor, place),
		call: (ctx, { documentId }) => signingBridge.openToTool(ctx, documentId, 4, 'session')
	},
	{
		name: 'takeScan',
		verdict: bringsIn,
		call: (ctx, { documentId }) => outside.takeScan(ctx, documentId, file)
	},
	...on('document.issue', {
		issuePaper: (ctx, { id }) => papers.issuePaper(ctx, id, 'conclusion', { version: 0 } as never),
		readReminderDesk: (ctx, { id }) => reminders.readReminderDesk(ctx, id),
		drawReminderDraft: (ctx, { id }) => reminders.drawReminderDraft(ctx, id, letter),
		issueReminderLetter: (ctx, { id }) =>
			reminders.issueReminderLetter(ctx, id, { version: 0, choice: letter })
	}),
	...on('archive.make', {
		startArchive: (ctx, { id }) => archiveJobs.startArchive(ctx, id),
		makeArchive: (ctx, { id }) => archive.makeArchive(ctx, id, join(ctx.config.dataDir, 'a.zip'))
	}),
	...on('document.issue_agency', {
		issuePaper: (ctx, { id }) => papers.issuePaper(ctx, id, 'remediation_report', { version: 0 } as never)
	}),
	...on('rescue.import', {
		receiveRescue: (ctx, { id }) => rescue.receiveRescue(ctx, id, 'none', 1, new Uint8Array(1)),
		dropRescue: (ctx, { id }) => rescue.dropRescue(ctx, id, 'none'),
		previewRescue: (ctx, { id }) => rescue.previewRescue(ctx, id, upload),
		takeRescue: (ctx, { id }) => rescue.takeRescue(ctx, id, upload),
		takeRescuePhoto: (ctx, { id }) => rescue.takeRescuePhoto(ctx, id, upload, 'none')
	}),
	proofFor('answer', 'self.answer', 'appraisal.answer'),
	proofFor('finding', 'explanation.write', 'finding.write'),
	...on('self.answer', {
		withdrawEvidence: (ctx, { id, evidenceId }) => evidence.withdrawEvidence(ctx, id, evidenceId)
	}),
	...on('self.start', { startFromEarlier: (ctx, { id }) => selfStart.startFromEarlier(ctx, id) }),
	...on('self.assign', { assignSelf: (ctx, { id }) => selfWork.assignSelf(ctx, id, [], null) }),
	...on('self.comment', { writeComment: (ctx, { id }) => selfComments.writeComment(ctx, id, '1.1.1', '') }),
	...on('self.reply', { replyToReturn: (ctx, { id }) => selfReturns.replyToReturn(ctx, id, '1.1.1', '') }),
	...on('unit.enter', {
		saveUnitFigure: (ctx, { id }) => unitFigures.saveUnitFigure(ctx, id, part),
		removeUnitFigure: (ctx, { id }) => unitFigures.removeUnitFigure(ctx, id, part)
	}),
	...on('unit.approve', {
		decideUnitFigure: (ctx, { id }) => unitFigures.decideUnitFigure(ctx, id, part, 'approve')
	}),
	...on('inspection.read', {
		previewMinutes: (ctx, { id }) => minutes.previewMinutes(ctx, id),
		readConclusionPage: (ctx, { id }) => conclusionView.readConclusionPage(ctx, id),
		readConclusionValues: (ctx, { id }) => conclusionView.readConclusionValues(ctx, id),
		readDesk: (ctx, { id }) => desk.readDesk(ctx, id),
		readFindings: (ctx, { id }) => findingView.readFindings(ctx, id),
		readFinding: (ctx, { id, findingId }) => findingView.readFinding(ctx, id, findingId),
		editFinding: (ctx, { id, findingId }) =>
			findingView.editFinding(ctx, id, findingId, { version: 0, opened: words, words } as never),
		readInspectionHead: (ctx, { id }) => inspectionView.readInspectionHead(ctx, id),
		readInspectionOverview: (ctx, { id }) => inspectionView.readInspectionOverview(ctx, id),
		readPaperDesk: (ctx, { id }) => paperDesk.readPaperDesk(ctx, id),
		readArchiveDesk: (ctx, { id }) => archiveJobs.readArchiveDesk(ctx, id),
		readPreparation: (ctx, { id }) => preparation.readPreparation(ctx, id),
		readVisitValues: (ctx, { id }) => preparation.readVisitValues(ctx, id),
		readTeamValues: (ctx, { id }) => preparation.readTeamValues(ctx, id),
		readRemedies: (ctx, { id }) => remedyView.readRemedies(ctx, id),
		readRechecks: (ctx, { id }) => recheckView.readRechecks(ctx, id),
		readReturnDay: (ctx, { id }) => selfReturns.readReturnDay(ctx, id),
		readScores: (ctx, { id }) => scores.readScores(ctx, id),
		readScoreDetail: (ctx, { id }) => scores.readScoreDetail(ctx, id, '1.1.1')
	}),
	...hides(readAsOneIs, {
		listReturns: (ctx, { id }) => selfReturns.listReturns(ctx, id),
		readFieldSnapshot: (ctx, { id }) => fieldView.readFieldSnapshot(ctx, id),
		applyOperations: (ctx, { id }) => operations.applyOperations(ctx, id, []),
		applyOperationsTogether: (ctx, { id }) => operations.applyOperationsTogether(ctx, id, [], {}),
		readEvidenceFile: (ctx, { id, evidenceId }) => evidence.readEvidenceFile(ctx, id, evidenceId),
		readThumbnail: (ctx, { id, evidenceId }) => evidence.readThumbnail(ctx, id, evidenceId),
		readPaper: (ctx, { documentId }) => papers.readPaper(ctx, documentId),
		readSigningPage: (ctx, { documentId }) => signingView.readSigningPage(ctx, documentId),
		/* Whose record it is decides further: uploads.spec. */
		receiveUpload: (ctx, { id }) =>
			uploads.receiveUpload(ctx, id, 'none', new Request('http://localhost/none', { method: 'HEAD' })),
		finishUpload: (ctx, { id }) => uploads.finishUpload(ctx, id, 'none')
	}),
	...hides(readAsAgency, {
		readAgencyFindings: (ctx, { id }) => agencyFindings.readAgencyFindings(ctx, id),
		readAgencyPapers: (ctx, { id }) => agencyPapers.readAgencyPapers(ctx, id),
		readAgencyRemedy: (ctx, { id }) => agencyRemedy.readAgencyRemedy(ctx, id),
		readOwnRechecks: (ctx, { id }) => recheckView.readOwnRechecks(ctx, id),
		listComments: (ctx, { id }) => selfComments.listComments(ctx, id),
		readSelfDesk: (ctx, { id }) => selfDesk.readSelfDesk(ctx, id),
		readSelfSummary: (ctx, { id }) => agencySelf.readSelfSummary(ctx, id),
		readAgencyInspection: (ctx, { id }) => agencyView.readAgencyInspection(ctx, id)
	})
];

/** Walked where a right answer is «not found» even for who may: only that others are refused can be told apart. */
export const MISSING_FOR_ALL: InspectionWalk[] = [
	...hides(readAsOneIs, {
		readScan: (ctx, { documentId }) => signingView.readScan(ctx, documentId, 'none')
	}),
	...on('explanation.decide', {
		decideExplanation: (ctx, { id }) =>
			explanations.decideExplanation(ctx, id, '', { version: 0, decision: 'rejected', reason: '' } as never)
	}),
	...on('archive.make', { openArchive: (ctx, { id }) => archiveJobs.openArchive(ctx, id, '') }),
	...on('inspection.read', { readDecision: (ctx, { id }) => desk.readDecision(ctx, id, '') }),
	...on('remedy.decide', {
		decideAction: (ctx, { id }) =>
			planDecisions.decideAction(ctx, id, '', { decision: 'accepted', reason: '', version: 0 }),
		decideRequest: (ctx, { id }) =>
			planDecisions.decideRequest(ctx, id, '', { decision: 'accepted', reason: '' })
	}),
	...on('remedy.request', {
		requestChange: (ctx, { id }) => planDecisions.requestChange(ctx, id, '', { kind: 'extension' } as never),
		withdrawRequest: (ctx, { id }) => planDecisions.withdrawRequest(ctx, id, '')
	}),
	...on('self.comment', { withdrawComment: (ctx, { id }) => selfComments.withdrawComment(ctx, id, '') }),
	...on('remedy.plan', { removeAction: (ctx, { id }) => remediation.removeAction(ctx, id, '') }),
	...on('remedy.report', {
		reportProgress: (ctx, { id }) => remediation.reportProgress(ctx, id, progress as never)
	})
];

/** Services that decide nothing about people, or by something other than the table. */
export const NOT_WALKED: Record<string, string> = {
	requireActor: 'the decision itself',
	holdsHead: 'its callers have asked',
	settleArchives: 'waits, reads nothing',
	gatherArchive: 'part of makeArchive, which has asked',
	listArchivedPapers: 'part of makeArchive, which has asked',
	listedFiles: 'puts into shape what its callers have read',
	manifestPaper: 'puts into shape what its callers have read',
	coverPaper: 'puts into shape what its callers have read',
	typeNameOf: 'no data',
	paperName: 'no data',
	namedHeads: 'its callers have asked',
	requireOffice: 'the decision itself',
	requireInspection: 'the decision itself',
	requireOn: 'the decision itself',
	requireSight: 'the decision itself',
	verdictOn: 'the decision itself',
	loadAccess: 'the decision itself',
	accessOf: 'the decision itself',
	requireCampaignReader: 'the decision itself',
	requireOnCampaign: 'the decision itself',
	verdictOnCampaign: 'the decision itself',
	requireVersion: 'the decision itself',
	requireReader: 'the decision itself',
	requirePaper: 'the decision itself',
	requireSigner: 'the decision itself',
	requireBringer: 'the decision itself',
	requireSignerOrBringer: 'the decision itself',
	openWays: 'asks the table for pages',
	mayScan: 'asks the table for pages',
	findSealWarning: 'asks the table for pages',
	listFirstSteps: 'asks the table for pages',
	isOfficeNamed: 'a yes or no that every page may tell',
	requireOfficeFacts: 'its callers have asked',
	certificatesFolder: 'no data',
	cleanLogo: 'its callers have asked',
	loadDepartment: 'its callers have asked',
	readLogoFile: 'where there is none, not found by anyone: logos.spec',
	fontsFolder: 'no data',
	standingFace: 'its callers have asked',
	currentCheck: 'its callers have asked',
	announceFonts: 'by the system: paper-fonts.spec',
	distrustCertificate: 'what is not there is not found by anyone: certificates.spec',
	withPaperLock: 'no data',
	SignatureRefused: 'no data',
	revisionsOf: 'no data',
	stateOfPaper: 'no data',
	certified: 'no data',
	confirmName: 'no data',
	takeSignedOn: 'its callers have asked',
	openTicket: 'its callers have asked',
	findTicket: 'its callers ask anew',
	dropTicket: 'its callers have asked',
	readForTool: 'the ticket is the right, asked anew by openToTool’s own decision: signing-bridge.spec',
	takeFromTool: 'the ticket is the right, asked anew by openToTool’s own decision: signing-bridge.spec',
	readToolTicket: 'for the owner of the ticket: signing-bridge.spec',
	confirmToolName: 'for the owner of the ticket: signing-bridge.spec',
	closeToTool: 'for the owner of the ticket: signing-bridge.spec',
	currentRevision: 'its callers have asked',
	requireOpenSlot: 'its callers have asked',
	keepSignature: 'its callers have asked',
	openKeyring: 'its callers have asked',
	cleanPicture: 'its callers have asked',
	cleanScan: 'its callers have asked',
	requireAgency: 'the decision itself',
	requireOwnInspection: 'the decision itself',
	listRights: 'asks the table for pages',
	listEffectStandings: 'its callers have asked',
	settlePlan: 'part of moveInspection, which has asked',
	requestReader: 'its callers have asked',
	listEarlierInspections: 'its callers have asked',
	listOwedFindings: 'its callers have asked',
	listCarriedFindings: 'its callers have asked',
	listCarriedOf: 'its callers have asked',
	listRepeats: 'its callers have asked',
	listRechecked: 'its callers have asked',
	settleRecheck: 'part of moveInspection, which has asked',
	listOnlySeen: 'its callers have asked',
	loadRecheckFacts: 'its callers have asked',
	loadTeamDecision: 'its callers have asked',
	loadIssuedNotice: 'its callers have asked',
	holdOn: 'its callers have asked',
	citeNotice: 'part of issuePaper, which has asked',
	loadEarlierRemedy: 'its callers have asked',
	loadFills: 'its callers have asked',
	fillFromRecord: 'part of moveInspection, which has asked',
	isFromRecord: 'no data',
	actionReader: 'its callers have asked',
	closedUnitReader: 'its callers have asked',
	requireStandingUnit: 'part of saveAction and requestChange, which have asked',
	requireAnswerDay: 'part of writeExplanation and addEvidence, which have asked',
	isAnswerDayOpen: 'its callers have asked',
	readTaskProgress: 'its callers have asked',
	readOtherSide: 'its callers have asked',
	readDueChanges: 'its callers have asked',
	Batch: 'part of applyOperations: asks judgeOperation for each',
	judgeOperation: 'the decision itself, for one operation: sync.spec, rescue.spec',
	TouchedState: 'part of applyOperations: reads for it',
	writeChange: 'part of applyOperations: writes what it has judged',
	readOperations: 'no data',
	deviceOf: 'no data',
	ArrivalOrder: 'decides nothing but the order of what applyOperations takes',
	applyRescued: 'part of a rescue file: its callers have asked',
	judgePhoto: 'part of a rescue file: its callers have asked',
	keepPhoto: 'part of a rescue file: asks addEvidence',
	photoName: 'no data',
	normalizeUsername: 'no data',
	makeFirstAdministrator: 'by the system, before anybody has an account',
	runChasing: 'by the system: chasing.spec',
	deliverWaiting: 'by the system: mailings.spec',
	settleInterrupted: 'by the system: mailings.spec',
	readMailing: 'of a mail that is not there, answers alike for all who may: mailings.spec',
	retryMailing: 'of a mail that is not there, answers alike for all who may: mailings.spec',
	countUnread: 'the own account only: chasing.spec',
	listOwnNotices: 'the own account only: chasing.spec',
	markAllRead: 'the own account only: chasing.spec',
	openNotice: 'the own account only: chasing.spec',
	listOpenMatters: 'its callers have asked',
	readDirectory: 'its callers have asked',
	currentChasing: 'its callers have asked',
	draftDay: 'its callers have asked',
	draftNotice: 'its callers have asked',
	digestText: 'its callers have asked',
	composeFor: 'its callers have asked',
	writeDigest: 'its callers have asked',
	sendingDay: 'public holidays',
	login: 'for strangers: sign-in.spec',
	readDeviceKey: 'the own account only: device-key.spec',
	logout: 'the own account only: sign-in.spec',
	changePassword: 'the own account only: sign-in.spec',
	getOwnAccount: 'the own account only: sign-in.spec',
	listSessions: 'the own account only: sign-in.spec',
	endSession: 'the own account only: sign-in.spec',
	endOtherSessions: 'the own account only: sign-in.spec',
	readAgencyHome: 'the own agency only: walked by role below',
	readAgencyFrame: 'the own agency only: walked by role below',
	makeAgencyTemplate: 'no data',
	hashSet: 'no data',
	hashBound: 'no data',
	needsReason: 'no data',
	wordsOf: 'no data',
	briefOf: 'no data',
	summarizeRemedies: 'no data',
	loadCalendar: 'public holidays',
	listMonthDays: 'public holidays',
	editView: "one's own views; another person's are not there: saved-views.spec",
	deleteView: "one's own views; another person's are not there: saved-views.spec",
	gatherFacts: 'part of a move',
	recordReturn: 'part of a move',
	moveSelfDue: 'part of a move',
	recordAnswered: 'part of a move',
	listUntouchedReturns: 'part of a move',
	requireReopened: 'the decision itself, for one subcriterion: self-returns.spec',
	findOpenCodes: 'its callers have asked',
	viewEarlier: 'its callers have asked',
	listPersonProgress: 'its callers have asked',
	listUnitGaps: 'its callers have asked',
	listUnitSums: 'its callers have asked',
	requireSignedContent: 'part of a move',
	listEvidenceViews: 'its callers have asked',
	viewEvidence: 'its callers have asked',
	hasSubject: 'its callers have asked',
	basisReader: 'its callers have asked',
	requireUnverifiedReport: 'its callers have asked',
	countAwaitedFiles: 'its callers have asked',
	takeWhole: 'for whoever announced the proof: rescue.spec, uploads.spec',
	listPapers: 'its callers have asked',
	listPhotos: 'its callers have asked',
	listNextSteps: 'its callers have asked',
	listOfficeTasks: 'its callers have asked',
	loadRecord: 'its callers have asked',
	loadPaperFacts: 'its callers have asked',
	readStanding: 'its callers have asked',
	deadlineReader: 'its callers have asked',
	remembered: 'its callers have asked',
	keyOf: 'names a view, reads nothing',
	findByCheckCode: 'public by intent',
	checkPaper: 'public by intent',
	findByBytes: 'public by intent',
	drawDraft: 'draws a paper for each: papers.spec',
	issueDraft: 'its callers have asked',
	issueAt: 'its callers have asked',
	listCampaignPapers: 'its callers have asked',
	loadCampaignRecord: 'its callers have asked',
	findOwnPlan: 'looks into what its callers have read',
	citationOfPlan: 'puts into shape what its callers have read',
	citedPlan: 'its callers have asked',
	draftFromRecord: 'its callers have asked',
	numberedAs: 'no data',
	drawIssued: 'its callers have asked',
	drawWatermarked: 'its callers have asked',
	sealDrawn: 'its callers have asked',
	loadSealIdentity: 'the system’s own key',
	loadTrust: 'public certificates',
	trustFor: 'public certificates, and since when the register has which bytes',
	reservedFields: 'no data',
	stampAuthority: 'settings of the installation, for its signatures',
	ensureSealIdentity: 'the system’s own key'
};
