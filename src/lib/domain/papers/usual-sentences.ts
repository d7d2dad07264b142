/**
 * The sentences that plans and reports of this kind usually hold, in the words of official papers. The builders fall
 * back on them, the editor offers them; the agency changes them as it likes.
 */

/** I of the plan: mục đích, yêu cầu. */
export const usualPurpose = (agency: string): string[] => [
	`Khắc phục đầy đủ, đúng hạn từng tồn tại, hạn chế đã được kết luận; nâng cao kết quả cải cách hành chính của ${agency}.`,
	'Mỗi tồn tại có giải pháp, sản phẩm, đơn vị và người chủ trì, thời hạn cụ thể.'
];

/** III of the plan: tổ chức thực hiện. */
export const usualOrganisation = (agency: string, department: string): string[] => [
	'Đơn vị, người chủ trì thực hiện đúng thời hạn, cập nhật tiến độ kèm tài liệu kiểm chứng.',
	`${agency} báo cáo kết quả khắc phục về ${department} theo thời hạn của Thông báo.`
];

/** IV of the plan; only offered, because most plans ask for no money. */
export const usualFunding = (agency: string): string =>
	`Kinh phí thực hiện Kế hoạch được bố trí trong dự toán ngân sách hằng năm đã giao cho ${agency}.`;

/** I of the report: công tác chỉ đạo; only offered. */
export const usualSteering = (agency: string): string[] => [
	`Sau khi nhận Thông báo kết luận kiểm tra, ${agency} đã ban hành Kế hoạch khắc phục tồn tại, hạn chế, giao nhiệm vụ cụ thể cho từng phòng, đơn vị.`,
	'Lãnh đạo cơ quan theo dõi, đôn đốc tiến độ thực hiện tại các cuộc họp giao ban.'
];
