/** Forms of agencies and their units. */
import * as v from 'valibot';
import { AGENCY_MAXIMUM, isAgencyCode, UNIT_KINDS, UNIT_NAME_MAXIMUM } from '#lib/domain/agency-import.ts';
import { isMailAddress } from '#lib/domain/mail-address.ts';
import { parseDay } from '#lib/domain/calendar.ts';
import { AGENCY_LEVELS } from '#lib/domain/criteria.ts';
import { formVersion, line, optionalLine } from './fields.ts';
import { invalidIssue, issue } from './issue.ts';

const agency = {
	code: v.pipe(line(AGENCY_MAXIMUM.code), v.check(isAgencyCode, invalidIssue)),
	name: line(AGENCY_MAXIMUM.name),
	shortName: line(AGENCY_MAXIMUM.shortName),
	sign: line(AGENCY_MAXIMUM.sign),
	level: v.optional(v.picklist(AGENCY_LEVELS, invalidIssue), 'department'),
	superior: line(AGENCY_MAXIMUM.superior),
	headTitle: line(AGENCY_MAXIMUM.headTitle),
	place: line(AGENCY_MAXIMUM.place),
	address: optionalLine(AGENCY_MAXIMUM.address),
	superiorEmail: v.pipe(
		optionalLine(AGENCY_MAXIMUM.superiorEmail),
		v.check((text) => text === '' || isMailAddress(text), invalidIssue)
	)
};

/** A day as typed (12/9/2026) or as the calendar gives it. */
const day = v.pipe(
	line(20),
	v.rawCheck(({ dataset, addIssue }) => {
		if (dataset.typed && parseDay(dataset.value) === null)
			addIssue({ message: issue('date.invalid', { text: dataset.value }) });
	}),
	v.transform((text) => parseDay(text) ?? text)
);

export const newAgencyForm = v.object(agency);
export const editAgencyForm = v.object({ version: formVersion, ...agency });
export const closeForm = v.object({ version: formVersion, on: day });
export const newUnitForm = v.object({
	version: formVersion,
	name: line(UNIT_NAME_MAXIMUM),
	kind: v.optional(v.picklist(UNIT_KINDS, invalidIssue), 'office')
});
export const renameUnitForm = v.object({
	version: formVersion,
	unitId: line(36),
	name: line(UNIT_NAME_MAXIMUM)
});
export const closeUnitForm = v.object({ version: formVersion, unitId: line(36), on: day });
