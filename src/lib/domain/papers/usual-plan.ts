/** The sentences that yearly plans usually hold; the office writes its own over them. */
/** I of the yearly plan: mục đích, yêu cầu. */
export const usualPlanPurpose = (): string[] => [
	'Đánh giá đúng kết quả thực hiện nhiệm vụ cải cách hành chính của từng cơ quan; chỉ rõ ưu điểm, tồn tại, hạn chế và nguyên nhân.',
	'Kịp thời hướng dẫn, chấn chỉnh; xác định trách nhiệm và thời hạn khắc phục của người đứng đầu.',
	'Việc kiểm tra khách quan, đúng nội dung, đúng thời gian, không gây trở ngại cho hoạt động của cơ quan được kiểm tra.'
];

/** IV of the yearly plan: tổ chức thực hiện. */
export const usualPlanOrganisation = (department: string, committee: string): string[] => [
	`${department} tham mưu thành lập Đoàn kiểm tra, thông báo lịch làm việc, theo dõi việc khắc phục và tổng hợp kết quả báo cáo ${committee}.`,
	'Đoàn kiểm tra thực hiện đúng nội dung, trình tự của Kế hoạch; chịu trách nhiệm về kết quả thẩm định.',
	'Cơ quan được kiểm tra tự chấm điểm, chuẩn bị hồ sơ, tài liệu kiểm chứng, bố trí người dự làm việc và thực hiện kết luận kiểm tra.'
];
