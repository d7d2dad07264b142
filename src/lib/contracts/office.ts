/** The form of what papers say of the office itself. */
import * as v from 'valibot';
import { isSignGroup, MOST_CAPACITY_LINES, OFFICE_MAXIMUM, type OfficeFacts } from '#lib/domain/office.ts';
import { formVersion, line } from './fields.ts';
import { fromParagraphs, toParagraphs } from './form-fields.ts';
import { invalidIssue, issue, requiredIssue } from './issue.ts';

const plain = (maximum: number) =>
	v.pipe(
		line(maximum),
		v.transform((text) => text.normalize('NFC').replace(/\s+/gu, ' '))
	);
const sign = (maximum: number) => v.pipe(plain(maximum), v.check(isSignGroup, invalidIssue));
const { capacityLine } = OFFICE_MAXIMUM;

export const officeForm = v.object({
	version: formVersion,
	provinceName: plain(OFFICE_MAXIMUM.provinceName),
	committee: plain(OFFICE_MAXIMUM.committee),
	place: plain(OFFICE_MAXIMUM.place),
	departmentName: plain(OFFICE_MAXIMUM.departmentName),
	departmentSign: sign(OFFICE_MAXIMUM.departmentSign),
	unitSign: sign(OFFICE_MAXIMUM.unitSign),
	/** A line each. */
	capacity: v.pipe(
		v.string(requiredIssue),
		v.check((text) => toParagraphs(text).length > 0, requiredIssue),
		v.check((text) => toParagraphs(text).length <= MOST_CAPACITY_LINES, invalidIssue),
		v.check(
			(text) => toParagraphs(text).every((one) => one.length <= capacityLine),
			issue('input.too_long', { field: '', maximum: capacityLine })
		),
		v.transform((text) => fromParagraphs(toParagraphs(text.normalize('NFC'))))
	),
	signerName: plain(OFFICE_MAXIMUM.signerName)
});
export type OfficeForm = v.InferOutput<typeof officeForm>;

export const fromOfficeForm = ({ version: _, capacity, signerName, ...rest }: OfficeForm): OfficeFacts => ({
	...rest,
	conclusionSigner: { capacity: toParagraphs(capacity), name: signerName }
});

export function toOfficeForm(version: number, { conclusionSigner, ...rest }: OfficeFacts): OfficeForm {
	const { capacity, name } = conclusionSigner;
	return { version, ...rest, capacity: fromParagraphs(capacity), signerName: name };
}
