/**
 * The eight limitations and the answers to them of the labour department's letter of 2021 (seed 000), in the words
 * and with the figures of the source. Causes, products and persons that a plan needs and the letter does not give
 * are illustrative.
 */
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import type { ProgressState, RemedyTexts } from '#lib/domain/remediation.ts';
import type { DemoFinding } from './seed-2018.ts';

const ratio = (numerator: number, denominator: number): AnswerPatch => ({
	input: { kind: 'ratio', numerator, denominator },
	figuresOn: '2021-06-30'
});
const option = (index: number): AnswerPatch => ({ input: { kind: 'options', index } });

export const FIGURES_2021: Readonly<Record<string, AnswerPatch>> = {
	'1.1.3': ratio(27, 36),
	'1.2.1': { input: { kind: 'count', count: 2 } },
	'1.5.1': option(2),
	'2.2.1': ratio(7, 12),
	'3.2.2': ratio(84, 92),
	'3.3.3': { input: { kind: 'count', count: 1 } },
	'3.3.5': { input: { kind: 'count', count: 2 } },
	'3.4.1': ratio(4_310, 4_402),
	'3.4.2': ratio(40, 92),
	'4.1.3': { input: { kind: 'count', count: 1 } },
	'4.3.2': option(1),
	'5.1.1': ratio(1, 6),
	'5.1.2': ratio(1, 6),
	'6.2.1': ratio(6, 6),
	'6.2.2': ratio(6, 6),
	'6.3.1': { input: { kind: 'count', count: 1 } },
	'7.2.1': ratio(40, 58),
	'7.2.2': ratio(31, 58),
	'7.2.3': ratio(14, 58),
	'7.4.1': ratio(60, 92),
	'7.4.3': option(1)
};

export interface DemoRemedy {
	cause: string;
	measure: string;
	product: string;
	unit: string;
	support: string;
	percent: number;
	state: ProgressState;
	figures: [number, number] | null;
	done: string;
	remaining: string;
	/** Verified by the office in the demonstration; the others wait. */
	verified?: string;
	delay?: { reason: string; newDueOn: string };
}

export const LIMITS_2021: readonly (DemoFinding & { remedy: DemoRemedy })[] = [
	{
		code: '1.1.3',
		area: '1',
		text: 'Các nhiệm vụ cải cách hành chính chưa thực hiện đầy đủ theo Kế hoạch đã đề ra; thực hiện chế độ báo cáo cải cách hành chính chưa nghiêm túc; các sáng kiến, giải pháp mới trong công tác cải cách hành chính còn ít',
		severity: 'moderate',
		cause: 'Việc theo dõi tiến độ kế hoạch chưa thường xuyên',
		demand: 'Hoàn thành 100% nhiệm vụ theo Kế hoạch CCHC năm 2021; báo cáo đúng hạn',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Việc theo dõi tiến độ kế hoạch chưa thường xuyên',
			measure:
				'Ban hành và triển khai Kế hoạch CCHC năm 2021, giao nhiệm vụ, kết quả sản phẩm, thời gian hoàn thành cụ thể cho từng nhiệm vụ',
			product: 'Kế hoạch CCHC năm 2021 và các kế hoạch thành phần; báo cáo định kỳ',
			unit: 'Văn phòng Sở',
			support: 'Các phòng, đơn vị thuộc Sở',
			percent: 80,
			state: 'doing',
			figures: null,
			done: 'Sở Lao động - Thương binh và Xã hội đã ban hành và triển khai thực hiện Kế hoạch cải cách hành chính năm 2021; trong đó, có đầy đủ các nội dung cần thực hiện về cải cách hành chính theo quy định và giao nhiệm vụ, kết quả sản phẩm thực hiện, thời gian hoàn thành cụ thể cho từng nhiệm vụ. Đến nay, khoảng 80% các nhiệm vụ đã được hoàn thành trước, đúng thời hạn và đảm bảo mục tiêu, yêu cầu chất lượng đề ra theo Kế hoạch của Sở. Đồng thời, Sở đã ban hành Kế hoạch tuyên truyền, phổ biến công tác cải cách hành chính; Kế hoạch rà soát, đánh giá thủ tục hành chính; Kế hoạch hoạt động kiểm soát thủ tục hành chính; Kế hoạch đào tạo, bồi dưỡng công chức, viên chức; Kế hoạch ứng dụng công nghệ thông tin; Kế hoạch phòng, chống tham nhũng; Kế hoạch tuyên truyền phổ biến giáo dục pháp luật; làm cơ sở để tổ chức thực hiện tốt nhiệm vụ cải cách hành chính của Sở.\nThực hiện báo cáo định kỳ, báo cáo đột xuất về công tác cải cách hành chính nghiêm túc, đầy đủ và đúng hạn theo quy định.\nTrên cơ sở Kế hoạch tuyên truyền CCHC năm 2021, đẩy mạnh công tác tuyên truyền với nội dung, hình thức như: Thông qua các buổi họp, hội nghị, đưa tin tức trên Trang thông tin điện tử của Sở; thông tin, tuyên truyền cho các tổ chức, cá nhân về quy định, quy chế, quy trình giải quyết các thủ tục hành chính trên lĩnh vực Lao động, Người có công và Xã hội; tuyên truyền công tác thực hiện dịch vụ tiếp nhận hồ sơ và trả kết quả giải quyết TTHC qua dịch vụ bưu chính đối với các lĩnh vực của Sở Lao động - Thương binh và Xã hội, chi trả trợ cấp xã hội hàng tháng cho đối tượng bảo trợ xã hội thông qua cơ quan Bưu điện và thực hiện thí điểm chi trả trợ cấp ưu đãi người có công với cách mạng qua hệ thống Bưu điện nhằm tạo điều kiện tốt nhất cho đối tượng xã hội, người có công với cách mạng được tiếp cận, sử dụng và được chi trả trợ cấp thuận tiện, nhanh chóng, kịp thời.',
			remaining:
				'Trong thời gian đến, tiếp tục rà soát, chỉ đạo thực hiện các nhiệm vụ còn lại theo Kế hoạch, đảm bảo thực hiện hoàn thành 100% Kế hoạch của Sở đã đề ra.'
		}
	},
	{
		code: '2.2.1',
		area: '2',
		text: 'Chưa thường xuyên rà soát, xử lý các bất cập, vướng mắc trong tổ chức thực hiện VBQPPL thuộc phạm vi quản lý nhà nước của tỉnh',
		severity: 'moderate',
		cause: 'Phân công theo dõi văn bản chưa cụ thể',
		demand: 'Rà soát, kịp thời đề xuất sửa đổi, bổ sung văn bản thuộc lĩnh vực quản lý',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Phân công theo dõi văn bản chưa cụ thể',
			measure:
				'Rà soát các văn bản pháp quy liên quan lĩnh vực quản lý của ngành, kịp thời đề xuất sửa đổi, bổ sung, ban hành mới',
			product: 'Văn bản quy phạm pháp luật trình UBND tỉnh',
			unit: 'Văn phòng Sở',
			support: 'Các phòng chuyên môn',
			percent: 100,
			state: 'done',
			figures: null,
			done: 'Thường xuyên duy trì công tác rà soát các văn bản pháp quy liên quan lĩnh vực quản lý của ngành, kịp thời đề xuất sửa đổi, bổ sung, ban hành mới theo quy định hiện hành và phù hợp với tình hình thực tế của địa phương. Tám tháng đầu năm 2021, đề nghị xây dựng 04 văn bản quy phạm pháp luật trình UBND tỉnh:\nQuyết định số 29/2021/QĐ-UBND ngày 02/7/2021 Quy định mức tự nguyện đóng góp các khoản chi phí đối với người cao tuổi, người khuyết tật có nhu cầu vào sống tại Trung tâm Công tác xã hội và Bảo trợ xã hội;\nQuyết định số 45/2021/QĐ-UBND ngày 08/8/2021 ban hành Quy định mức chuẩn trợ giúp xã hội và mức trợ giúp xã hội đối với đối tượng bảo trợ xã hội trên địa bàn tỉnh Bình Định;\nQuyết định số 46/2021/QĐ-UBND ngày 08/8/2021 ban hành chính sách hỗ trợ người lao động không có giao kết hợp đồng lao động (lao động tự do) và một số đối tượng đặc thù khác gặp khó khăn do đại dịch COVID-19 trên địa bàn tỉnh Bình Định;\nQuyết định số 47/2021/QĐ-UBND ngày 08/8/2021 ban hành chính sách hỗ trợ cho vay đối với người lao động gặp khó khăn do đại dịch COVID-19 trên địa bàn tỉnh Bình Định.',
			remaining:
				'Trong thời gian đến, tiếp tục hoàn thiện hệ thống thể chế, cơ chế chính sách về lĩnh vực lao động - người có công và xã hội; đổi mới và nâng cao chất lượng công tác tham mưu, ban hành văn bản quy phạm pháp luật.',
			verified: 'Đã đối chiếu 04 quyết định trên Công báo tỉnh.'
		}
	},
	{
		code: '3.2.2',
		area: '3',
		text: 'Chưa thường xuyên rà soát, cập nhật các TTHC trên Cổng Dịch vụ công của tỉnh và trên website các cơ quan, đơn vị; kết quả giải quyết TTHC bị trễ hạn còn cao đối với cấp huyện',
		severity: 'serious',
		cause: 'Chưa có lịch rà soát, cập nhật định kỳ',
		demand: 'Cập nhật đồng bộ các TTHC; không để hồ sơ trễ hạn',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Chưa có lịch rà soát, cập nhật định kỳ',
			measure:
				'Rà soát và cập nhật đồng bộ các TTHC trên Cổng Dịch vụ công của tỉnh và trên website Sở; theo dõi hạn giải quyết hồ sơ hằng ngày',
			product: 'TTHC được cập nhật; bảng theo dõi hồ sơ',
			unit: 'Văn phòng Sở',
			support: 'Trung tâm Phục vụ hành chính công tỉnh',
			percent: 100,
			state: 'done',
			figures: [2_401, 2_401],
			done: 'Sở Lao động - Thương binh và Xã hội thường xuyên rà soát và cập nhật đồng bộ các TTHC trên Cổng Dịch vụ công của tỉnh và trên website Sở.\nTại Trung tâm phục vụ hành chính công tỉnh, Sở đã tiếp nhận từ ngày 01/01/2021 đến 24/8/2021 là 2.431 hồ sơ. Đã tham mưu giải quyết 2.401 hồ sơ (trong đó có 2.401 hồ sơ giải quyết trước thời hạn, đạt 100%); đang giải quyết 30 hồ sơ chưa đến thời hạn; không có hồ sơ trễ hạn.',
			remaining: '',
			verified: 'Số liệu khớp với bảng trích xuất của hệ thống một cửa điện tử.'
		}
	},
	{
		code: '4.1.3',
		area: '4',
		text: 'Một số phòng chuyên môn trong các cơ quan chuyên môn cấp tỉnh, cơ quan chuyên môn cấp huyện còn cơ cấu chưa hợp lý, số lượng công chức giữ chức vụ lãnh đạo quản lý nhiều hơn số lượng công chức không giữ chức vụ lãnh đạo quản lý; công tác khắc phục các tồn tại, hạn chế sau thanh tra, kiểm tra về phân cấp chưa được quan tâm theo dõi',
		severity: 'moderate',
		cause: 'Cơ cấu lãnh đạo của một số phòng do lịch sử để lại',
		demand: 'Bố trí cơ cấu công chức hợp lý; cấp phó không vượt số lượng theo quy định',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Cơ cấu lãnh đạo của một số phòng do lịch sử để lại',
			measure:
				'Thực hiện đúng quy trình bổ nhiệm, bổ nhiệm lại, điều động, luân chuyển; bổ nhiệm cấp phó không vượt số lượng theo quy định',
			product: 'Quyết định điều động, bổ nhiệm đúng quy định',
			unit: 'Văn phòng Sở',
			support: '',
			percent: 100,
			state: 'done',
			figures: null,
			done: 'Trong thời gian qua, Sở Lao động - Thương binh và Xã hội đã thực hiện nghiêm túc, đúng quy trình bổ nhiệm, bổ nhiệm lại, điều động, luân chuyển công chức, viên chức lãnh đạo, quản lý theo quy định tại Quy chế bổ nhiệm bổ nhiệm lại, điều động, luân chuyển công chức, viên chức lãnh đạo, quản lý đã được Giám đốc Sở phê duyệt; công chức, viên chức được bổ nhiệm phải có trong Danh sách quy hoạch vào chức vụ lãnh đạo, quản lý được cấp có thẩm quyền phê duyệt; người được bổ nhiệm phải đảm bảo đủ tiêu chuẩn, điều kiện theo quy định về phẩm chất chính trị, đạo đức lối sống; về chuyên môn, nghiệp vụ; tuổi đời... ; bổ nhiệm cấp phó không vượt số lượng theo quy định.',
			remaining: ''
		}
	},
	{
		code: '5.1.2',
		area: '5',
		text: 'Một số đơn vị sự nghiệp công lập trên địa bàn tỉnh chưa hoàn thành việc phê duyệt bản mô tả công việc và khung năng lực cho từng vị trí việc làm; vẫn còn cán bộ, công chức cấp xã chưa đạt chuẩn về chuyên môn, nghiệp vụ theo quy định',
		severity: 'serious',
		cause: 'Hồ sơ vị trí việc làm của các đơn vị sự nghiệp xây dựng chậm',
		demand:
			'Trình phê duyệt danh mục vị trí việc làm, bản mô tả công việc và khung năng lực của các đơn vị sự nghiệp còn lại',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Hồ sơ vị trí việc làm của các đơn vị sự nghiệp xây dựng chậm',
			measure:
				'Trình UBND tỉnh phê duyệt danh mục vị trí việc làm, bản mô tả công việc và khung năng lực của 05 đơn vị sự nghiệp công lập còn lại',
			product: 'Quyết định phê duyệt của UBND tỉnh cho 6/6 đơn vị',
			unit: 'Văn phòng Sở',
			support: 'Sở Nội vụ; UBND tỉnh phê duyệt',
			percent: 60,
			state: 'submitted_awaiting',
			figures: [1, 6],
			done: 'Ngày 05/06/2020, UBND tỉnh phê duyệt Quyết định số 2196/QĐ-UBND Danh mục vị trí việc làm; Bản mô tả công việc và Khung năng lực vị trí việc làm của Trung tâm Giáo dục nghề nghiệp Bình Định\nNgày 20/8/2021, Sở trình UBND tỉnh phê duyệt Danh mục vị trí việc làm; Bản mô tả công việc và Khung năng lực vị trí việc làm tại 05 đơn vị sự nghiệp công lập còn lại trực thuộc Sở Lao động – Thương binh và Xã hội (Trung tâm Dịch vụ việc làm Bình Định, Trung tâm Chăm sóc và điều dưỡng người có công, Cơ sở Cai nghiện ma túy, Trung tâm Công tác xã hội và Bảo trợ xã hội, Trung tâm Nuôi dưỡng người tâm thần Hoài Nhơn) theo Nghị định số 106/2020/NĐ-CP ngày 28/7/2021 của Chính phủ về vị trí việc làm và số lượng người làm việc trong đơn vị sự nghiệp công lập.',
			remaining: 'Chờ UBND tỉnh phê duyệt đối với 05 đơn vị đã trình.',
			delay: { reason: 'Đã trình, chờ UBND tỉnh phê duyệt', newDueOn: '2021-12-31' }
		}
	},
	{
		code: '6.3.1',
		area: '6',
		text: 'Một số cơ quan, đơn vị quản lý, sử dụng tài chính ngân sách chưa đúng theo quy định',
		severity: 'moderate',
		cause: 'Quy chế chi tiêu nội bộ của một số đơn vị chưa cập nhật',
		demand: 'Quản lý, sử dụng tài chính ngân sách đúng quy định; công khai, minh bạch',
		unit: 'Phòng Kế hoạch - Tài chính',
		remedy: {
			cause: 'Quy chế chi tiêu nội bộ của một số đơn vị chưa cập nhật',
			measure:
				'Triển khai tự chủ tài chính, ban hành và thực hiện Quy chế chi tiêu nội bộ tại Khối Văn phòng Sở và 06 đơn vị trực thuộc',
			product: 'Quy chế chi tiêu nội bộ; công khai tài chính',
			unit: 'Phòng Kế hoạch - Tài chính',
			support: '06 đơn vị trực thuộc',
			percent: 100,
			state: 'done',
			figures: [6, 6],
			done: 'Thực hiện Nghị định số 130/2005/NĐ-CP ngày 17/10/2005 và Nghị định số 117/2013/NĐ-CP ngày 17/12/2013 của Chính phủ quy định chế độ tự chủ, tự chịu trách nhiệm về sử dụng biên chế và kinh phí quản lý hành chính đối với các cơ quan hành chính nhà nước, Sở đã triển khai Đề án về tự chủ, tự chịu trách nhiệm về tài chính và biên chế tại Khối Văn phòng Sở. Bên cạnh đó, hiện nay có 6/6 (100%) đơn vị sự nghiệp trực thuộc Sở đã thực hiện quyền tự chủ, quyền tự chịu trách nhiệm theo Nghị định số 141/2016/NĐ-CP ngày 10/10/2016 của Chính phủ quy định cơ chế tự chủ của đơn vị sự nghiệp công lập trong lĩnh vực sự nghiệp kinh tế và sự nghiệp khác.\nKhối Văn phòng Sở và 06 đơn vị trực thuộc Sở đã ban hành Quy chế chi tiêu nội bộ phù hợp với tình hình thực tế của đơn vị, theo dõi, quản lý việc thực hiện chế độ tự chủ kinh phí được đảm bảo sử dụng kinh phí hiệu quả, tiết kiệm, tăng thu nhập cho viên chức, người lao động theo đúng quy định Quy chế chi tiêu nội bộ của đơn vị. Thực hiện công khai, minh bạch trong việc quản lý ngân sách, thu chi tài chính tại Hội nghị công chức, viên chức và người lao động đầu năm của đơn vị.',
			remaining: '',
			verified: 'Đã kiểm tra quy chế chi tiêu nội bộ của 6/6 đơn vị.'
		}
	},
	{
		code: '7.2.2',
		area: '7',
		text: 'Một số dịch vụ công trực tuyến mức độ 3, mức độ 4 đã hoàn thiện tái cấu trúc quy trình nhưng chưa được tích hợp, cung cấp trên Cổng Dịch vụ công quốc gia; tính hiệu quả trong việc thực hiện quy trình ISO trong giải quyết TTHC chưa cao',
		severity: 'moderate',
		cause: 'Việc tích hợp phụ thuộc kế hoạch chung của tỉnh',
		demand: 'Tích hợp dịch vụ công lên Cổng Dịch vụ công quốc gia; chuyển đổi TCVN ISO 9001:2015',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Việc tích hợp phụ thuộc kế hoạch chung của tỉnh',
			measure:
				'Đăng ký, tích hợp TTHC mức độ 4 lên Cổng Dịch vụ công Quốc gia; chuyển đổi hệ thống quản lý chất lượng sang TCVN ISO 9001:2015',
			product: '58 TTHC mức độ 4; 92 quy trình theo TCVN ISO 9001:2015',
			unit: 'Văn phòng Sở',
			support: 'Sở Thông tin và Truyền thông',
			percent: 100,
			state: 'done',
			figures: [92, 92],
			done: 'Sở Lao động - Thương binh và Xã hội đăng ký 58 thủ tục hành chính sử dụng dịch vụ công trực tuyến mức độ 4 thuộc phạm vi giải quyết và đã được tích hợp, cung cấp trên Cổng Dịch vụ công Quốc gia (theo Quyết định số 2961/QĐ-UBND ngày 14/7/2021 của Chủ tịch UBND tỉnh về việc công bố Danh mục dịch vụ công trực tuyến mức độ 4 thực hiện tiếp nhận hồ sơ trực tuyến trên Cổng Dịch vụ công tỉnh Bình Định).\nSở Lao động - Thương binh và Xã hội đã chuyển đổi áp dụng Hệ thống quản lý chất lượng theo tiêu chuẩn quốc gia TCVN ISO 9001:2008 sang Tiêu chuẩn quốc gia TCVN ISO 9001: 2015 vào hoạt động của Sở, đối với 92 quy trình giải quyết thủ tục hành chính của Sở và đã Công bố Hệ thống quản lý chất lượng tại Sở Lao động – Thương binh và Xã hội phù hợp Tiêu chuẩn quốc gia TCVN ISO 9001:2015 theo quy định tại Quyết định số 19/2014/QĐ-TTg ngày 05/3/2014 của Thủ tướng Chính phủ đối với các lĩnh vực hoạt động của Sở Lao động – Thương binh và Xã hội.',
			remaining: '',
			verified: 'Đã xem bản công bố hệ thống quản lý chất lượng và 92 quy trình.'
		}
	},
	{
		code: '3.3.5',
		area: '3',
		text: 'Công tác tuyên truyền việc giải quyết TTHC trực tuyến mức độ 3, mức độ 4 trên các phương tiện thông tin đại chúng chưa cao; vẫn còn tình trạng tiếp nhận và trả hồ sơ cho người dân, tổ chức ngoài bộ phận Một cửa; số lần đi lại để giải quyết TTHC từ 3 lần trở lên của người dân, tổ chức vẫn còn nhiều; việc thực hiện xin lỗi đối với những hồ sơ giải quyết TTHC bị trễ hẹn chưa được thực hiện nghiêm túc',
		severity: 'moderate',
		cause: 'Hình thức tuyên truyền chưa đa dạng',
		demand: 'Tiếp nhận, trả kết quả 100% tại bộ phận Một cửa; thực hiện nghiêm việc xin lỗi',
		unit: 'Văn phòng Sở',
		remedy: {
			cause: 'Hình thức tuyên truyền chưa đa dạng',
			measure:
				'Tuyên truyền bằng nhiều hình thức; hướng dẫn đăng ký tài khoản cá nhân; tiếp nhận, trả kết quả 100% TTHC tại Trung tâm Phục vụ hành chính công',
			product: '100% TTHC tiếp nhận, trả kết quả tại Trung tâm; tỷ lệ hồ sơ trực tuyến tăng',
			unit: 'Văn phòng Sở',
			support: 'Bưu điện tỉnh',
			percent: 80,
			state: 'doing',
			figures: null,
			done: 'Sở Lao động - Thương binh và Xã hội thường xuyên tuyên truyền khuyến khích tổ chức, công dân sử dụng dịch vụ công trực tuyến mức độ 3, mức độ 4 và đăng ký nhận kết quả giải quyết thủ tục hành chính qua dịch vụ bưu chính công ích trên website của Sở và Trung tâm Phục vụ hành chính công tỉnh.\nHướng dẫn tổ chức, công dân thực hiện đăng ký và đăng nhập tài khoản cá nhân để giải quyết TTHC trực tuyến mức độ 4; tuy nhiên tỉ lệ TTHC cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4 có phát sinh hồ sơ chưa cao.\nHiện nay 100% TTHC thuộc phạm vi chức năng giải quyết của Sở được thực hiện tiếp nhận hồ sơ, trả kết quả tại Trung tâm Phục vụ hành chính công của tỉnh và một số TTHC được tiếp nhận, trả kết quả qua dịch vụ Bưu chính công ích để hạn chế tối đa số lần đi lại để giải quyết TTHC của tổ chức, công dân; đồng thời hạn chế tiếp xúc nhằm phòng, chống dịch COVID-19 theo quy định. Thực hiện nghiêm việc xin lỗi tổ chức, công dân đối với những hồ sơ giải quyết TTHC bị trễ hẹn (nếu có).',
			remaining:
				'Thời gian tới, Sở tiếp tục tuyên truyền với nhiều hình thức khác nhau; tiếp tục nghiên cứu, đề xuất giải pháp để nâng cao tỉ lệ TTHC cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4 có phát sinh hồ sơ.'
		}
	}
];

export const REMEDY_TEXTS_2021: RemedyTexts = {
	purpose: [
		'Khắc phục đầy đủ, dứt điểm các tồn tại, hạn chế đã được chỉ ra; nâng cao Chỉ số cải cách hành chính và Chỉ số hài lòng về sự phục vụ hành chính của tỉnh.',
		'Xác định rõ nội dung công việc, sản phẩm, đơn vị chủ trì và thời hạn hoàn thành đối với từng tồn tại, hạn chế.'
	],
	organisation: [
		'Văn phòng Sở theo dõi, đôn đốc, tổng hợp kết quả thực hiện, báo cáo Giám đốc Sở.',
		'Các phòng, đơn vị thuộc Sở thực hiện nhiệm vụ được giao, báo cáo kết quả đúng thời hạn.'
	],
	funding: 'Kinh phí thực hiện được bố trí trong dự toán ngân sách hằng năm theo quy định hiện hành.',
	steering: [
		'Sở Lao động - Thương binh và Xã hội đã triển khai việc khắc phục những tồn tại, hạn chế trên các lĩnh vực công tác, nhất là công tác cải cách hành chính.'
	],
	difficulties: [],
	proposals: [],
	answeredPapers: [
		{
			kind: 'Công văn',
			number: '4334',
			sign: 'UBND-KSTT',
			issuedOn: '2021-07-20',
			issuer: 'Ủy ban nhân dân tỉnh Bình Định',
			subject: 'nâng cao Chỉ số cải cách hành chính và Chỉ số hài lòng về sự phục vụ hành chính của tỉnh'
		},
		{
			kind: 'Báo cáo',
			number: '74',
			sign: 'BC-SNV',
			issuedOn: '2021-07-14',
			issuer: 'Sở Nội vụ',
			subject:
				'kết quả Chỉ số cải cách hành chính và Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của các cơ quan hành chính nhà nước năm 2020'
		}
	],
	recipients: ['Phòng KSTTHC - UBND tỉnh', 'Lãnh đạo Sở']
};
