/** The team as it attends, in the words of the minutes: official papers are Vietnamese whatever the screen's language. */
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import type { TeamRole } from '#lib/domain/inspection.ts';
import type { Attendee } from '#lib/domain/session.ts';

const DUTIES: Record<TeamRole, string> = {
	lead: 'Trưởng đoàn',
	deputy_lead: 'Phó Trưởng đoàn',
	secretary: 'Thư ký',
	member: 'Thành viên'
};

export function teamAttendance(team: FieldSnapshot['team']): Attendee[] {
	return team.map(({ name, title, role }) => ({ side: 'team', name, title, duty: DUTIES[role] }));
}
