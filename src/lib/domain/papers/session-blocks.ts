/** Parts that the minutes of any working session share: who took part, the files drawn as a sample. */
import { formatCount } from '../number-format.ts';
import type { Attendee } from '../session.ts';
import type { InspectionRecord, Sample } from './inspection-record.ts';
import type { Block, Section } from './paper.ts';
import { BLANK, endWith, joinParts, sentencesOf, twoDigits } from './wording.ts';

type SessionPart = Pick<InspectionRecord, 'session' | 'team' | 'agency'>;

const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));

const personLine = ({ name, title, duty }: Attendee): string => endWith(joinParts(name, title, duty), ';');

function people(attendees: Attendee[]): Block[] {
	const lines = attendees.map(personLine);
	if (lines.length === 0) return [{ type: 'paragraph', text: BLANK.repeat(6) }];
	return items([...lines.slice(0, -1), endWith(lines.at(-1)!, '.')]);
}

/** Thành phần of both sides, and the secretary. */
export function participantsSection(record: SessionPart): Omit<Section, 'number'> {
	const { attendance } = record.session;
	const secretary = record.team.members.filter(({ role }) => role === 'secretary');
	return {
		key: 'participants',
		title: 'Thành phần',
		blocks: [
			{ type: 'heading', marker: '1.', text: 'Đoàn kiểm tra' },
			...people(attendance.filter(({ side }) => side === 'team')),
			{ type: 'heading', marker: '2.', text: `Cơ quan được kiểm tra: ${record.agency.name}` },
			...people(attendance.filter(({ side }) => side === 'agency')),
			{ type: 'heading', marker: '3.', text: 'Thư ký' },
			...people(secretary.map(({ name, title }) => ({ side: 'team', name, title, duty: '' })))
		]
	};
}

/** A kind of files drawn as a sample: how many of how many, and what was seen. */
const sampleLine = ({ title, subcriterionCode, taken, total, faulty, result }: Sample): string => {
	const of = total === null ? '' : `/${formatCount(total)}`;
	const code = subcriterionCode === null ? '' : ` (tiêu chí ${subcriterionCode})`;
	const faults = faulty === 0 ? 'không có hồ sơ sai sót' : `${twoDigits(faulty)} hồ sơ có sai sót`;
	return endWith(
		joinParts(`${title}${code}: kiểm tra ${formatCount(taken)}${of} hồ sơ, ${faults}`, result),
		'.'
	);
};

/** What was heard, where the team looked, which files were drawn: a numbered part for each of which something is said. */
export function workBlocks({ session, samples }: Pick<InspectionRecord, 'session' | 'samples'>): Block[] {
	const parts: [title: string, lines: string[]][] = [
		['Nghe báo cáo, xem xét hồ sơ, tài liệu', sentencesOf(session.workDone)],
		['Nơi kiểm tra thực tế', sentencesOf(session.placesVisited)],
		['Kiểm tra hồ sơ mẫu', [...sentencesOf(session.samples), ...samples.map(sampleLine)]]
	];
	return parts
		.filter(([, lines]) => lines.length > 0)
		.flatMap(([title, lines], i): Block[] => [
			{ type: 'heading', marker: `${i + 1}.`, text: title },
			...items(lines)
		]);
}
