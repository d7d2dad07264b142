/** The demonstration's agencies and accounts. Accounts are named by their role: there are no invented persons. */
import type { AccountRole } from '#lib/domain/permissions.ts';

export const DEMO_PASSWORD = 'thuoc-minh-hoa';

export interface DemoAgency {
	code: string;
	name: string;
	shortName: string;
	sign: string;
	level: 'department' | 'commune';
	superior: string;
	headTitle: string;
	place: string;
	validTo?: string;
	units: { name: string; kind: 'office' | 'service_unit' | 'branch' }[];
}

const COMMITTEE = 'UBND tỉnh Bình Định';
const department = (code: string, name: string, shortName: string, sign: string): DemoAgency => ({
	code,
	name,
	shortName,
	sign,
	level: 'department',
	superior: COMMITTEE,
	headTitle: 'Giám đốc',
	place: 'Bình Định',
	units: [
		{ name: 'Văn phòng Sở', kind: 'office' },
		{ name: 'Phòng Kế hoạch - Tài chính', kind: 'office' }
	]
});
const commune = (code: string, name: string, shortName: string): DemoAgency => ({
	code,
	name,
	shortName,
	sign: 'UBND',
	level: 'commune',
	superior: COMMITTEE,
	headTitle: 'Chủ tịch',
	place: 'Bình Định',
	units: [
		{ name: 'Văn phòng HĐND và UBND', kind: 'office' },
		{ name: 'Trung tâm Phục vụ hành chính công', kind: 'service_unit' }
	]
});

/** The labour department of the seeds, with the six service units that seed 000 names; merged away in 2025. */
const labour: DemoAgency = {
	...department('SLDTBXH', 'Sở Lao động - Thương binh và Xã hội', 'Sở LĐ-TB&XH', 'SLĐTBXH'),
	validTo: '2025-02-28',
	units: [
		{ name: 'Văn phòng Sở', kind: 'office' },
		{ name: 'Phòng Kế hoạch - Tài chính', kind: 'office' },
		{ name: 'Trung tâm Giáo dục nghề nghiệp Bình Định', kind: 'service_unit' },
		{ name: 'Trung tâm Dịch vụ việc làm Bình Định', kind: 'service_unit' },
		{ name: 'Trung tâm Chăm sóc và điều dưỡng người có công', kind: 'service_unit' },
		{ name: 'Cơ sở Cai nghiện ma túy', kind: 'service_unit' },
		{ name: 'Trung tâm Công tác xã hội và Bảo trợ xã hội', kind: 'service_unit' },
		{ name: 'Trung tâm Nuôi dưỡng người tâm thần Hoài Nhơn', kind: 'service_unit' }
	]
};

export const DEMO_AGENCIES: readonly DemoAgency[] = [
	labour,
	department('SXD', 'Sở Xây dựng', 'Sở Xây dựng', 'SXD'),
	department('SYT', 'Sở Y tế', 'Sở Y tế', 'SYT'),
	department('STC', 'Sở Tài chính', 'Sở Tài chính', 'STC'),
	department('STP', 'Sở Tư pháp', 'Sở Tư pháp', 'STP'),
	department('SKHCN', 'Sở Khoa học và Công nghệ', 'Sở KH&CN', 'SKHCN'),
	commune('XA-01', 'UBND xã minh họa số 1', 'Xã minh họa 1'),
	commune('XA-02', 'UBND xã minh họa số 2', 'Xã minh họa 2'),
	commune('PH-01', 'UBND phường minh họa số 1', 'Phường minh họa 1')
];

export interface DemoAccount {
	username: string;
	displayName: string;
	title: string;
	role: AccountRole;
	agency: string | null;
	group: string;
}

const office = (username: string, displayName: string, title: string, role: AccountRole): DemoAccount => ({
	username,
	displayName,
	title,
	role,
	agency: null,
	group: 'Sở Nội vụ và Đoàn kiểm tra'
});

const OFFICE: readonly DemoAccount[] = [
	office('quantri', 'Quản trị hệ thống', 'Công chức phòng CCHC, Sở Nội vụ', 'admin'),
	office('chuyenvien', 'Chuyên viên phòng CCHC', 'Chuyên viên phòng CCHC, Sở Nội vụ', 'planner'),
	office('truongdoan', 'Trưởng đoàn kiểm tra', 'Phó Giám đốc Sở Nội vụ', 'inspector'),
	office('phodoan', 'Phó Trưởng đoàn kiểm tra', 'Phó Chánh Văn phòng UBND tỉnh', 'inspector'),
	office('thuky', 'Thư ký Đoàn kiểm tra', 'Trưởng phòng CCHC, Sở Nội vụ', 'inspector'),
	office('thanhvien1', 'Thành viên Sở Tư pháp', 'Chuyên viên Sở Tư pháp', 'inspector'),
	office('thanhvien2', 'Thành viên Sở Tài chính', 'Chuyên viên Sở Tài chính', 'inspector'),
	office('thanhvien3', 'Thành viên Sở KH&CN', 'Chuyên viên Sở Khoa học và Công nghệ', 'inspector'),
	office('vanthu', 'Văn thư Sở Nội vụ', 'Văn thư Sở Nội vụ', 'clerk'),
	office('lanhdao', 'Lãnh đạo UBND tỉnh', 'Lãnh đạo UBND tỉnh', 'viewer')
];

/** Head, officer and clerk of each agency: `sldtbxh.thutruong`, `sldtbxh.daumoi`, `sldtbxh.vanthu`. */
function accountsOf({ code, name, shortName, headTitle }: DemoAgency): DemoAccount[] {
	const prefix = code.toLowerCase();
	const one = (suffix: string, displayName: string, title: string, role: AccountRole): DemoAccount => ({
		username: `${prefix}.${suffix}`,
		displayName,
		title,
		role,
		agency: code,
		group: name
	});
	return [
		one('thutruong', `${headTitle} ${shortName}`, headTitle, 'agency_head'),
		one('daumoi', `Cán bộ đầu mối CCHC ${shortName}`, 'Văn phòng', 'agency_officer'),
		one('vanthu', `Văn thư ${shortName}`, 'Văn thư', 'agency_clerk')
	];
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [...OFFICE, ...DEMO_AGENCIES.flatMap(accountsOf)];
