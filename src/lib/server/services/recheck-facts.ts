/** What the minutes of a re-check say of the inspection that it belongs to. The callers have asked for permission. */
import { earlierDays } from '#lib/domain/action-request.ts';
import type { Citation } from '#lib/domain/citation.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import type { RecheckFacts } from '#lib/domain/papers/inspection-record.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { nameOfKind, twoDigits } from '#lib/domain/papers/wording.ts';
import { codeOfRechecked } from '#lib/domain/recheck.ts';
import { latestByAction } from '#lib/domain/remediation.ts';
import type { Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { findStandingDocument } from '../db/queries/documents.ts';
import { findInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listProgress } from '../db/queries/remediation.ts';
import { listOwedFindings } from './earlier-inspections.ts';
import { loadTeamDecision } from './paper-citations.ts';

const ANSWERED: readonly PaperKind[] = [
	'conclusion',
	'remediation_plan',
	'remediation_report',
	'remediation_letter'
];

export function loadRecheckFacts(ctx: Pick<Ctx, 'db'>, recheck: InspectionRow): RecheckFacts {
	const { db } = ctx;
	const parent = findInspection(db, recheck.recheckOf!)!;
	const { year } = findCampaign(db, parent.campaignId)!;
	const decision = loadTeamDecision(ctx, parent);
	const set = loadSetContent(db, recheck.criteriaSetId);
	const requests = listRequests(db, parent.id);
	const latest = latestByAction(listProgress(db, parent.id));
	const looked = listOwedFindings(ctx, parent, requests).filter(
		({ finding }) => findSubcriterion(set, codeOfRechecked(finding)) !== undefined
	);
	return {
		year,
		bases: [
			...(decision ? [decision] : []),
			...ANSWERED.flatMap((kind) => citeStanding(ctx, parent.id, kind))
		],
		findings: looked.map(({ finding, actions, dueOn }) => {
			const reports = actions.flatMap(({ id }) => latest.get(id) ?? []);
			const own = requests.filter(({ actionId }) => actions.some(({ id }) => id === actionId));
			return {
				id: finding.id,
				number: finding.number,
				text: finding.text,
				subcriterionCode: finding.subcriterionCode,
				demand: finding.demand,
				owedOn: dueOn,
				earlierDays: [...new Set(earlierDays(own))].sort(),
				reported: reports.map(({ doneText }) => doneText).join('\n'),
				reportedOn:
					reports
						.map(({ asOfOn }) => asOfOn)
						.sort()
						.at(-1) ?? null
			};
		})
	};
}

function citeStanding({ db }: Pick<Ctx, 'db'>, inspectionId: string, kind: PaperKind): Citation[] {
	const issued = findStandingDocument(db, inspectionId, kind);
	if (!issued) return [];
	const { number, sign, issuedOn, issuingBody: issuer } = issued;
	return [{ kind: nameOfKind(kind), number: twoDigits(number), sign, issuedOn, issuer, subject: '' }];
}
