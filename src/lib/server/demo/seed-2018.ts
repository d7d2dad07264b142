/**
 * The inspection of 12/9/2018 as told in the press (seed 003): period, strengths, limits and the lead's demands in
 * the words of the source. Points and figures that the source does not give are illustrative.
 */
import type { Severity } from '#lib/domain/finding.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';

const ratio = (numerator: number, denominator: number): AnswerPatch => ({
	input: { kind: 'ratio', numerator, denominator },
	figuresOn: '2018-06-30'
});
const option = (index: number): AnswerPatch => ({ input: { kind: 'options', index } });

export interface DemoFinding {
	code: string | null;
	area: string;
	text: string;
	severity: Severity;
	cause: string;
	demand: string;
	unit: string;
}

/** What the team found (stage «appraisal»), by subcriterion. */
export const FIGURES_2018: Readonly<Record<string, AnswerPatch>> = {
	'3.2.1': { ...option(0), note: 'Niêm yết TTHC nghiêm túc, cụ thể, rõ ràng.' },
	'3.3.2': option(0),
	'3.4.1': { ...ratio(1_862, 1_862), note: '100% hồ sơ TTHC được giải quyết đúng hạn.' },
	'3.6.1': { input: { kind: 'yes_no', yes: true }, note: 'Đã ký hợp đồng với Bưu điện tỉnh.' },
	'3.4.3': {
		...ratio(1_620, 1_862),
		note: 'Việc nhập kết quả giải quyết TTHC trên hệ thống iGate chưa đầy đủ.'
	},
	'1.1.3': { ...ratio(28, 34), note: 'Một số nhiệm vụ về CCHC thực hiện chưa kịp thời.' },
	'1.5.1': { input: { kind: 'options', index: 2 }, note: 'Chưa có sáng kiến được công nhận trong kỳ.' },
	'5.1.1': { ...ratio(1, 7), note: 'Chưa xây dựng Đề án vị trí việc làm của các đơn vị sự nghiệp công lập.' },
	'5.3.1': { input: { kind: 'options', index: 1 }, note: 'Kế hoạch đào tạo năm 2017, 2018 xây dựng chậm.' },
	'7.1.2': {
		...ratio(300, 1_000),
		note: 'Khoảng 30% văn bản giấy được thay thế; 100% văn bản điện tử dùng song song văn bản giấy.'
	},
	'7.2.1': ratio(31, 58),
	'7.4.1': { ...ratio(0, 92), note: 'Đang theo TCVN ISO 9001:2008, chưa cập nhật phiên bản 2015.' },
	'7.4.3': { input: { kind: 'options', index: 2 }, note: 'Chưa áp dụng việc duy trì, cải tiến hệ thống.' }
};

/** Where the agency had scored itself higher: code → its own figures. */
export const SELF_2018: Readonly<Record<string, AnswerPatch>> = {
	'1.1.3': ratio(33, 34),
	'1.5.1': option(0),
	'3.4.3': ratio(1_862, 1_862),
	'5.3.1': option(0),
	'7.4.3': option(1)
};

export const STRENGTHS_2018: readonly { area: string; text: string }[] = [
	{
		area: '1',
		text: 'Công tác CCHC luôn nhận được sự quan tâm, chỉ đạo thường xuyên bằng việc ban hành các kế hoạch, chương trình và văn bản chỉ đạo kịp thời, phù hợp, đáp ứng yêu cầu.'
	},
	{
		area: '3',
		text: 'Việc niêm yết các TTHC được thực hiện nghiêm túc, cụ thể, rõ ràng, giúp cá nhân và tổ chức thuận lợi trong việc tiếp cận TTHC.'
	},
	{
		area: '3',
		text: 'Cơ chế một cửa, một cửa liên thông, một cửa liên thông hiện đại được triển khai có hiệu quả; 100% hồ sơ TTHC được giải quyết đúng hạn.'
	},
	{
		area: '3',
		text: 'Đã ký hợp đồng với Bưu điện tỉnh tiếp nhận và trả hồ sơ TTHC qua đường bưu điện.'
	},
	{
		area: '4',
		text: 'Bộ máy tổ chức ngày một kiện toàn hơn.'
	},
	{
		area: '5',
		text: 'Đội ngũ công chức, viên chức đáp ứng trình độ chuyên môn nghiệp vụ, có ý thức, trách nhiệm trong việc giải quyết các TTHC.'
	},
	{
		area: '7',
		text: 'Hầu hết cán bộ, công chức, viên chức sử dụng văn bản điện tử trên phần mềm quản lý văn bản điều hành (iDesk) và hệ thống thư điện tử công vụ trong giải quyết công việc hằng ngày.'
	}
];

export const FINDINGS_2018: readonly DemoFinding[] = [
	{
		code: '5.1.1',
		area: '5',
		text: 'Chưa xây dựng Đề án vị trí việc làm của các đơn vị sự nghiệp công lập',
		severity: 'serious',
		cause: 'Chưa phân công đơn vị đầu mối tham mưu',
		demand: 'Xây dựng, trình phê duyệt Đề án vị trí việc làm của các đơn vị sự nghiệp công lập trực thuộc',
		unit: 'Văn phòng Sở'
	},
	{
		code: '5.3.1',
		area: '5',
		text: 'Kế hoạch đào tạo năm 2017, 2018 xây dựng chậm so với quy định',
		severity: 'moderate',
		cause: 'Tổng hợp nhu cầu đào tạo của các đơn vị chậm',
		demand: 'Ban hành kế hoạch đào tạo, bồi dưỡng hằng năm đúng thời hạn',
		unit: 'Văn phòng Sở'
	},
	{
		code: '1.1.3',
		area: '1',
		text: 'Một số nhiệm vụ về CCHC thực hiện chưa kịp thời',
		severity: 'moderate',
		cause: 'Việc đôn đốc, theo dõi tiến độ chưa thường xuyên',
		demand: 'Rà soát, hoàn thành các nhiệm vụ CCHC còn chậm theo kế hoạch',
		unit: 'Văn phòng Sở'
	},
	{
		code: '7.4.1',
		area: '7',
		text: 'Chưa cập nhật kịp thời hệ thống quản lý chất lượng phù hợp tiêu chuẩn quốc gia TCVN ISO 9001:2008',
		severity: 'moderate',
		cause: 'Chưa bố trí nhân sự chuyên trách hệ thống quản lý chất lượng',
		demand: 'Cập nhật, áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn hiện hành',
		unit: 'Văn phòng Sở'
	},
	{
		code: '7.4.3',
		area: '7',
		text: 'Chưa áp dụng việc duy trì, cải tiến Hệ thống quản lý chất lượng theo quy định',
		severity: 'moderate',
		cause: 'Chưa tổ chức đánh giá nội bộ, xem xét của lãnh đạo',
		demand: 'Tổ chức duy trì, cải tiến hệ thống quản lý chất lượng theo quy định',
		unit: 'Văn phòng Sở'
	}
];

/** Demands of the lead's spoken conclusion that do not hang on one finding. */
export const DEMANDS_2018: readonly { text: string; addressedTo: string }[] = [
	{
		text: 'Tăng cường xây dựng các sáng kiến trong công tác CCHC.',
		addressedTo: 'Sở Lao động - Thương binh và Xã hội'
	},
	{
		text: 'Khắc phục việc nhập kết quả giải quyết TTHC, cung cấp dịch vụ công trực tuyến mức độ 3 và 4 trên hệ thống iGate.',
		addressedTo: 'Sở Lao động - Thương binh và Xã hội'
	},
	{
		text: 'Triển khai thực hiện có hiệu quả Kế hoạch số 6769/KH-UBND ngày 14/8/2018 của Chủ tịch UBND tỉnh về việc cải thiện Chỉ số CCHC (Par Index) và Chỉ số hiệu quả quản trị, hành chính công (PAPI) năm 2018.',
		addressedTo: 'Sở Lao động - Thương binh và Xã hội'
	}
];

export const LEAD_CONCLUSION_2018 =
	'Đề nghị Sở tăng cường xây dựng các sáng kiến trong công tác CCHC; khắc phục việc nhập kết quả giải quyết TTHC, cung cấp dịch vụ công trực tuyến mức độ 3 và 4 trên hệ thống iGate cũng như cập nhật, áp dụng, duy trì, cải tiến Hệ thống quản lý chất lượng TCVN ISO 9001:2008. Đồng thời triển khai thực hiện có hiệu quả Kế hoạch số 6769/KH-UBND ngày 14/8/2018 của Chủ tịch UBND tỉnh.';
