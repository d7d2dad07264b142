/** The campaign of the running year: agencies at every step, so that each screen has substance. All figures are illustrative. */
import { createCampaign } from '../services/campaigns.ts';
import { cite, SETTINGS, type Stage } from './make.ts';
import {
	begin,
	closed,
	concluded,
	explaining,
	readyForVisit,
	remedying,
	scoringItself,
	underWay,
	type Plan
} from './steps.ts';

const department = (code: string, name: string, visit: number, quality: number): Plan => ({
	code,
	prefix: code.toLowerCase(),
	name,
	head: { name: `Giám đốc ${name}`, title: 'Giám đốc' },
	level: 'department',
	visit,
	quality
});

export async function driveCurrentYear(stage: Stage): Promise<void> {
	const year = Number(stage.today.slice(0, 4));
	const campaignId = makeCampaign(stage, year);
	const start = (plan: Plan) => begin(stage, campaignId, plan);
	await closed(stage, start(department('STC', 'Sở Tài chính', -95, 0.93)));
	await remedying(stage, start(commune('XA-01', 'UBND xã minh họa số 1', -45, 0.82)));
	await concluded(
		stage,
		start({ ...commune('PH-01', 'UBND phường minh họa số 1', -22, 0.9), kind: 'surprise' })
	);
	await concluded(stage, start(department('SKHCN', 'Sở Khoa học và Công nghệ', -14, 0.88)));
	await explaining(stage, start(department('STP', 'Sở Tư pháp', -4, 0.87)));
	underWay(stage, start(commune('XA-02', 'UBND xã minh họa số 2', 0, 0.78)));
	await readyForVisit(stage, start(department('SXD', 'Sở Xây dựng', 1, 0.84)));
	scoringItself(stage, start(department('SYT', 'Sở Y tế', 14, 0.85)));
}

function commune(code: string, name: string, visit: number, quality: number): Plan {
	return {
		code,
		prefix: code.toLowerCase(),
		name,
		head: { name: `Chủ tịch ${name.replace('UBND ', '')}`, title: 'Chủ tịch' },
		level: 'commune',
		visit,
		quality
	};
}

function makeCampaign({ driver, workday }: Stage, year: number): string {
	const decidedOn = workday(-130);
	driver.at(decidedOn);
	return createCampaign(driver.as('chuyenvien'), {
		title: `Kiểm tra công tác cải cách hành chính năm ${year}`,
		year,
		plan: cite(
			'Kế hoạch',
			'52',
			'KH-UBND',
			decidedOn,
			'UBND tỉnh',
			`kiểm tra công tác cải cách hành chính năm ${year}`
		),
		decision: cite(
			'Quyết định',
			'871',
			'QĐ-UBND',
			decidedOn,
			'UBND tỉnh',
			`thành lập Đoàn kiểm tra công tác cải cách hành chính năm ${year}`
		),
		teamName: 'Đoàn kiểm tra 871',
		periodFrom: `${year - 1}-01-01`,
		periodTo: `${year}-06-30`,
		settings: SETTINGS
	});
}
