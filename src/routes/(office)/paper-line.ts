/** What every list of issued papers names one by, and where its line leads. */
export const PAPER_LINE = [
	'id',
	'inspectionId',
	'campaignId',
	'campaignTitle',
	'agencyName',
	'kind',
	'number',
	'sign',
	'issuedOn'
] as const;
