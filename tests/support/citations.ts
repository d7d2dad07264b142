/** Citations for specs. */
import type { Citation } from '#lib/domain/citation.ts';

export const cite = (
	kind: string,
	number: string,
	sign: string,
	issuedOn: string | null = null,
	issuer = '',
	subject = ''
): Citation => ({
	kind,
	number,
	sign,
	issuedOn,
	issuer,
	subject
});

/** Citations as real reports, plans and criteria write them; the last column is how they are printed here, if otherwise. */
export const WRITTEN: [string, Citation, string?][] = [
	[
		'Kế hoạch số 6769/KH-UBND, ngày 14-8-2018 của Chủ tịch UBND tỉnh về việc cải thiện Chỉ số CCHC (Par Index)',
		cite(
			'Kế hoạch',
			'6769',
			'KH-UBND',
			'2018-08-14',
			'Chủ tịch UBND tỉnh',
			'cải thiện Chỉ số CCHC (Par Index)'
		),
		'Kế hoạch số 6769/KH-UBND ngày 14/8/2018 của Chủ tịch UBND tỉnh về việc cải thiện Chỉ số CCHC (Par Index)'
	],
	[
		'Công văn số 4334/UBND-KSTT ngày 20/7/2021 về việc nâng cao Chỉ số cải cách hành chính',
		cite('Công văn', '4334', 'UBND-KSTT', '2021-07-20', '', 'nâng cao Chỉ số cải cách hành chính')
	],
	[
		'Báo cáo số 74/BC-SNV ngày 14/7/2021 của Sở Nội vụ về kết quả Chỉ số cải cách hành chính',
		cite('Báo cáo', '74', 'BC-SNV', '2021-07-14', 'Sở Nội vụ', 'về kết quả Chỉ số cải cách hành chính')
	],
	[
		'Quyết định số 29/2021/QĐ-UBND ngày 02/7/2021 Quy định mức tự nguyện đóng góp các khoản chi phí',
		cite(
			'Quyết định',
			'29',
			'2021/QĐ-UBND',
			'2021-07-02',
			'',
			'Quy định mức tự nguyện đóng góp các khoản chi phí'
		)
	],
	[
		'Quyết định số 45/2021/QĐ-UBND ngày 08/8/2021 ban hành Quy định mức chuẩn trợ giúp xã hội;',
		cite('Quyết định', '45', '2021/QĐ-UBND', '2021-08-08', '', 'ban hành Quy định mức chuẩn trợ giúp xã hội'),
		'Quyết định số 45/2021/QĐ-UBND ngày 08/8/2021 ban hành Quy định mức chuẩn trợ giúp xã hội'
	],
	[
		'Quyết định số 46/2021/QĐ-UBND ngày 08/8/2021 ban hành chính sách hỗ trợ người lao động',
		cite('Quyết định', '46', '2021/QĐ-UBND', '2021-08-08', '', 'ban hành chính sách hỗ trợ người lao động')
	],
	[
		'Quyết định số 47/2021/QĐ-UBND ngày 08/8/2021 ban hành chính sách hỗ trợ cho vay',
		cite('Quyết định', '47', '2021/QĐ-UBND', '2021-08-08', '', 'ban hành chính sách hỗ trợ cho vay')
	],
	[
		'Quyết định số 2196/QĐ-UBND Danh mục vị trí việc làm',
		cite('Quyết định', '2196', 'QĐ-UBND', null, '', 'Danh mục vị trí việc làm')
	],
	[
		'Nghị định số 106/2020/NĐ-CP ngày 28/7/2021 của Chính phủ về vị trí việc làm và số lượng người làm việc',
		cite(
			'Nghị định',
			'106',
			'2020/NĐ-CP',
			'2021-07-28',
			'Chính phủ',
			'về vị trí việc làm và số lượng người làm việc'
		)
	],
	['Nghị định số 130/2005/NĐ-CP ngày 17/10/2005', cite('Nghị định', '130', '2005/NĐ-CP', '2005-10-17')],
	[
		'Nghị định số 117/2013/NĐ-CP ngày 17/12/2013 của Chính phủ quy định chế độ tự chủ, tự chịu trách nhiệm',
		cite(
			'Nghị định',
			'117',
			'2013/NĐ-CP',
			'2013-12-17',
			'Chính phủ',
			'quy định chế độ tự chủ, tự chịu trách nhiệm'
		)
	],
	[
		'Nghị định số 141/2016/NĐ-CP ngày 10/10/2016 của Chính phủ quy định cơ chế tự chủ',
		cite('Nghị định', '141', '2016/NĐ-CP', '2016-10-10', 'Chính phủ', 'quy định cơ chế tự chủ')
	],
	[
		'Quyết định số 2961/QĐ-UBND ngày 14/7/2021 của Chủ tịch UBND tỉnh về việc công bố Danh mục dịch vụ công trực tuyến mức độ 4',
		cite(
			'Quyết định',
			'2961',
			'QĐ-UBND',
			'2021-07-14',
			'Chủ tịch UBND tỉnh',
			'về việc công bố Danh mục dịch vụ công trực tuyến mức độ 4'
		)
	],
	[
		'Quyết định số 19/2014/QĐ-TTg ngày 05/3/2014 của Thủ tướng Chính phủ (TCVN ISO 9001)',
		cite('Quyết định', '19', '2014/QĐ-TTg', '2014-03-05', 'Thủ tướng Chính phủ', '(TCVN ISO 9001)')
	],
	[
		'Kế hoạch số 4289/KH-UBND ngày 21/12/2021 của Ủy ban nhân dân tỉnh Điện Biên về Cải cách hành chính nhà nước năm 2022',
		cite(
			'Kế hoạch',
			'4289',
			'KH-UBND',
			'2021-12-21',
			'Ủy ban nhân dân tỉnh Điện Biên',
			'về Cải cách hành chính nhà nước năm 2022'
		)
	],
	[
		'Kế hoạch số 2988/KH-SLĐTBXH ngày 31/12/2021 của Sở Lao động - Thương binh và Xã hội về Cải cách hành chính',
		cite(
			'Kế hoạch',
			'2988',
			'KH-SLĐTBXH',
			'2021-12-31',
			'Sở Lao động - Thương binh và Xã hội',
			'về Cải cách hành chính'
		)
	],
	[
		'Kế hoạch số 136/KH-SLĐTBXH về Cải cách hành chính Nhà nước',
		cite('Kế hoạch', '136', 'KH-SLĐTBXH', null, '', 'về Cải cách hành chính Nhà nước')
	],
	['Nghị định số 107/2020/NĐ-CP', cite('Nghị định', '107', '2020/NĐ-CP')],
	[
		'Nghị quyết số 39-NQ/TW ngày 17/4/2015 của Bộ Chính trị',
		cite('Nghị quyết', '39', 'NQ/TW', '2015-04-17', 'Bộ Chính trị')
	],
	[
		'Kết luận số 17-KL/TW ngày 11/9/2017 của Bộ Chính trị',
		cite('Kết luận', '17', 'KL/TW', '2017-09-11', 'Bộ Chính trị')
	],
	[
		'Nghị định số 108/2014/NĐ-CP về chính sách tinh giản biên chế',
		cite('Nghị định', '108', '2014/NĐ-CP', null, '', 'về chính sách tinh giản biên chế')
	],
	['Nghị quyết số 39-NQ/TW', cite('Nghị quyết', '39', 'NQ/TW')],
	['Nghị định số 108/2021/NĐ-CP', cite('Nghị định', '108', '2021/NĐ-CP')],
	[
		'Chỉ thị số 12/CT-UBND ngày 11/11/2016 của Ủy ban nhân dân tỉnh',
		cite('Chỉ thị', '12', 'CT-UBND', '2016-11-11', 'Ủy ban nhân dân tỉnh')
	],
	[
		'Nghị quyết số 10-NQ/TU ngày 29/7/2021 của Ban Chấp hành Đảng bộ tỉnh về phát triển nguồn nhân lực',
		cite(
			'Nghị quyết',
			'10',
			'NQ/TU',
			'2021-07-29',
			'Ban Chấp hành Đảng bộ tỉnh',
			'về phát triển nguồn nhân lực'
		)
	],
	['Nghị định số 60/2021/NĐ-CP của Chính phủ', cite('Nghị định', '60', '2021/NĐ-CP', null, 'Chính phủ')],
	[
		'Báo cáo số 733/BC-SLĐTBXH Kết quả thực hiện nâng cao chỉ số hiệu quả quản trị',
		cite('Báo cáo', '733', 'BC-SLĐTBXH', null, '', 'Kết quả thực hiện nâng cao chỉ số hiệu quả quản trị')
	],
	[
		'Quyết định số 108/QĐ-UBND ngày 21/01/2021 của UBND tỉnh về việc ban hành kế hoạch cải thiện',
		cite('Quyết định', '108', 'QĐ-UBND', '2021-01-21', 'UBND tỉnh', 'về việc ban hành kế hoạch cải thiện')
	],
	[
		'Kế hoạch số 04/KH-UBND ngày 04/01/2023 của UBND tỉnh về nâng cao chỉ số hiệu quả quản trị',
		cite('Kế hoạch', '04', 'KH-UBND', '2023-01-04', 'UBND tỉnh', 'về nâng cao chỉ số hiệu quả quản trị')
	],
	[
		'Kế hoạch số 21/KH-SLĐTBXH ngày 28/01/2021 của Sở LĐ-TB&XH về nâng cao hiệu quả quản trị',
		cite('Kế hoạch', '21', 'KH-SLĐTBXH', '2021-01-28', 'Sở LĐ-TB&XH', 'về nâng cao hiệu quả quản trị')
	],
	[
		'Kế hoạch số 13/KH-SLĐTBXH ngày 31/01/2023 về nâng cao chỉ số hiệu quả quản trị và hành chính công năm 2023.',
		cite(
			'Kế hoạch',
			'13',
			'KH-SLĐTBXH',
			'2023-01-31',
			'',
			'về nâng cao chỉ số hiệu quả quản trị và hành chính công năm 2023'
		),
		'Kế hoạch số 13/KH-SLĐTBXH ngày 31/01/2023 về nâng cao chỉ số hiệu quả quản trị và hành chính công năm 2023'
	],
	[
		'Kế hoạch số 32/KH-SLĐTBXH ngày 28/02/2023 về tổ chức Hội nghị triển khai',
		cite('Kế hoạch', '32', 'KH-SLĐTBXH', '2023-02-28', '', 'về tổ chức Hội nghị triển khai')
	],
	[
		'Quyết định số 49/QĐ-SLĐTBXH ngày 04/4/2017 về Quy chế thực hiện Dân chủ trong hoạt động của Sở',
		cite(
			'Quyết định',
			'49',
			'QĐ-SLĐTBXH',
			'2017-04-04',
			'',
			'về Quy chế thực hiện Dân chủ trong hoạt động của Sở'
		)
	],
	[
		'Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ',
		cite('Nghị định', '04', '2015/NĐ-CP', '2015-01-09', 'Chính phủ')
	],
	[
		'Thông tư số 01/2016/TT-BNV ngày 13/01/2016 của Bộ Nội vụ về hướng dẫn',
		cite('Thông tư', '01', '2016/TT-BNV', '2016-01-13', 'Bộ Nội vụ', 'về hướng dẫn')
	],
	[
		'Kế hoạch số 59-KH/BCĐ ngày 17/12/2021 của Ban Chỉ đạo tỉnh về công tác của Ban chỉ đạo tỉnh',
		cite('Kế hoạch', '59', 'KH/BCĐ', '2021-12-17', 'Ban Chỉ đạo tỉnh', 'về công tác của Ban chỉ đạo tỉnh')
	],
	[
		'Kế hoạch số 10/KH-UBND ngày 16/01/2023 của UBND tỉnh về thực hiện công tác dân vận',
		cite('Kế hoạch', '10', 'KH-UBND', '2023-01-16', 'UBND tỉnh', 'về thực hiện công tác dân vận')
	],
	[
		'Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ quy định chính sách trợ giúp xã hội',
		cite('Nghị định', '20', '2021/NĐ-CP', '2021-03-15', 'Chính phủ', 'quy định chính sách trợ giúp xã hội')
	],
	['Nghị định số 13/2018/NĐ-CP của Chính phủ', cite('Nghị định', '13', '2018/NĐ-CP', null, 'Chính phủ')],
	[
		'Nghị định số 90/2013/NĐ-CP ngày 08/8/2013 của Chính phủ về trách nhiệm giải trình',
		cite('Nghị định', '90', '2013/NĐ-CP', '2013-08-08', 'Chính phủ', 'về trách nhiệm giải trình')
	],
	[
		'Thông tư số 02/2014/TT-TTCP ngày 29/4/2014 của Thanh tra Chính phủ quy định chi tiết',
		cite('Thông tư', '02', '2014/TT-TTCP', '2014-04-29', 'Thanh tra Chính phủ', 'quy định chi tiết')
	],
	[
		'Nghị định 90/2013/NĐ-CP ngày 8/8/2013 của Chính phủ',
		cite('Nghị định', '90', '2013/NĐ-CP', '2013-08-08', 'Chính phủ'),
		'Nghị định số 90/2013/NĐ-CP ngày 08/8/2013 của Chính phủ'
	],
	[
		'Nghị quyết số 21/NQ-CP ngày 12/5/2009 của Chính phủ về Chiến lược quốc gia phòng, chống tham nhũng đến năm 2020',
		cite(
			'Nghị quyết',
			'21',
			'NQ-CP',
			'2009-05-12',
			'Chính phủ',
			'về Chiến lược quốc gia phòng, chống tham nhũng đến năm 2020'
		)
	],
	[
		'Kế hoạch số 114/KH-UBND ngày 28/4/2022 của UBND tỉnh Sơn La về đào tạo nghề cho lao động năm 2023',
		cite(
			'Kế hoạch',
			'114',
			'KH-UBND',
			'2022-04-28',
			'UBND tỉnh Sơn La',
			'về đào tạo nghề cho lao động năm 2023'
		)
	],
	[
		'Thông tư số 04/2021/TT-BLĐTBXH ngày 30/6/2021 của Bộ Lao động - Thương binh và Xã hội về hướng dẫn một số chế độ',
		cite(
			'Thông tư',
			'04',
			'2021/TT-BLĐTBXH',
			'2021-06-30',
			'Bộ Lao động - Thương binh và Xã hội',
			'về hướng dẫn một số chế độ'
		)
	],
	[
		'Luật Tổ chức chính quyền địa phương ngày 16/6/2025',
		cite('Luật', '', '', '2025-06-16', '', 'Tổ chức chính quyền địa phương')
	],
	['Luật Tiếp công dân năm 2013', cite('Luật', '', '', null, '', 'Tiếp công dân năm 2013')],
	['Luật Tiếp cận thông tin', cite('Luật', '', '', null, '', 'Tiếp cận thông tin')],
	['Luật Cán bộ, công chức số 80/2025/QH15', cite('Luật', '80', '2025/QH15', null, '', 'Cán bộ, công chức')],
	[
		'Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ (Chương trình tổng thể CCHC 2021-2030)',
		cite('Nghị quyết', '76', 'NQ-CP', '2021-07-15', 'Chính phủ', '(Chương trình tổng thể CCHC 2021-2030)')
	],
	[
		'Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022 của Bộ Nội vụ',
		cite('Quyết định', '876', 'QĐ-BNV', '2022-11-10', 'Bộ Nội vụ'),
		'Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ'
	],
	[
		'Thông tư số 12/2024/TT-BGTVT ngày 03/6/2024 của Bộ Giao thông vận tải',
		cite('Thông tư', '12', '2024/TT-BGTVT', '2024-06-03', 'Bộ Giao thông vận tải')
	],
	[
		'Số: /SLĐTBXH-VP',
		{ number: '', sign: 'SLĐTBXH-VP', issuedOn: null, issuer: '', subject: '' },
		'Số …/SLĐTBXH-VP'
	],
	['Kế hoạch số 5-KH-ĐU', { ...cite('Kế hoạch', '5', 'KH-ĐU'), joint: '-' }]
];
