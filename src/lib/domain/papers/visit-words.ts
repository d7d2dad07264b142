/** The visit as papers before it speak of it: hour and day, place, the areas that are looked at. */
import type { CriteriaSet } from '../criteria.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { BLANK, dayInWords } from './wording.ts';

/** «08 giờ 00 phút, ngày 21 tháng 9 năm 2026»; blanks for what is not set. */
export function visitInWords({ inspection, visit }: InspectionRecord): string {
	const day = dayInWords(inspection.visitOn, inspection.year);
	const [hour, minute] = (visit?.at ?? '').split(':');
	return hour && minute ? `${hour} giờ ${minute} phút, ${day}` : day;
}

export const visitPlace = ({ visit }: InspectionRecord): string => visit?.place.trim() || BLANK;

/** Names of the areas that are walked and scored: all but the survey. */
export const areaNames = (set: CriteriaSet): string[] =>
	set.areas.filter(({ isSurvey }) => !isSurvey).map(({ title }) => title);
