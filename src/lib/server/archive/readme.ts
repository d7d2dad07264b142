/** The page that tells whoever opens an archive in ten years what it is and how to check it without the product. */

export interface ReadmeFacts {
	code: string;
	agency: string;
	department: string;
	/** «12/09/2026 08:00». */
	madeAt: string;
}

export const readmeOf = ({
	code,
	agency,
	department,
	madeAt
}: ReadmeFacts): string => `HỒ SƠ LƯU TRỮ CUỘC KIỂM TRA ${code}
Cơ quan được kiểm tra: ${agency}
Cơ quan lập hồ sơ: ${department}
Lập lúc: ${madeAt} (giờ Việt Nam)

1. Trong hồ sơ có gì
   bia-ho-so.pdf      Bìa hồ sơ, có con dấu điện tử của cơ quan và mã băm của bản kê manifest.json.
   danh-muc.html      Danh mục văn bản và tài liệu kiểm chứng, mở bằng trình duyệt bất kỳ.
   danh-muc.csv       Cùng danh mục ấy cho bảng tính (UTF-8).
   van-ban/           Mỗi văn bản đã ban hành một thư mục, kể cả văn bản đã được thay thế. Trong đó, theo thứ tự có được:
                      0000 là bản phát hành có con dấu điện tử; mỗi chữ ký số thêm một tệp chứa trọn bản trước và chữ ký
                      mới; bản ký tay đã quét đứng bên cạnh. Bản mới nhất là tệp có chữ ký mang số lớn nhất.
   tai-lieu/          Tài liệu kiểm chứng.
   du-lieu/           Dữ liệu của cuộc kiểm tra (JSON).
   nhat-ky/           Nhật ký của cuộc kiểm tra trong chuỗi mã băm (JSON Lines): những việc đã làm, không có địa chỉ mạng và
                      thiết bị của người làm.
   chung-thu/         Chứng thư số của cơ quan và chứng thư gốc.
   manifest.json      Bản kê: kích thước và mã băm SHA-256 của từng tệp.
   verify-record.mjs  Chương trình kiểm tra, đọc được bằng mắt, không cần mạng, không cần phần mềm Thước.

2. Kiểm tra bằng chương trình
   Cài Node.js 18 trở lên (https://nodejs.org), mở cửa sổ lệnh trong thư mục này rồi chạy:
       node verify-record.mjs .
   Chương trình nêu từng tệp bị sửa, mất hoặc thêm, từng dòng nhật ký bị sửa, xóa, chèn hoặc đổi chỗ, và chữ ký trên bìa;
   bản có chữ ký nào không tiếp nối bản trước, và việc ký, quét nào nhật ký kể mà hồ sơ thiếu tệp.
   Để chắc chắn, dùng bản verify-record.mjs lấy từ nơi khác (mã nguồn của Thước), không chỉ bản trong hồ sơ này.

3. Kiểm tra bằng tay, khi không có chương trình nào
   a) Mở bia-ho-so.pdf bằng trình đọc PDF có kiểm tra chữ ký: chữ ký phải nguyên vẹn, người ký là cơ quan lập hồ sơ, chứng
      thư gốc là chứng thư mà cơ quan đã công bố (bản in, công báo, bản lưu ở nơi khác).
   b) Tính SHA-256 của manifest.json (Windows: certutil -hashfile manifest.json SHA256; Linux: sha256sum manifest.json):
      phải đúng mã in trên bìa.
   c) Tính SHA-256 của từng tệp và so với manifest.json.
   d) Mỗi văn bản PDF cũng mang chữ ký riêng. Dòng «Nhật ký: dòng … · …» in cạnh mã QR của văn bản phải có trong
      nhat-ky/nhat-ky.jsonl: mục «hash» của dòng mang số ấy bắt đầu bằng 16 chữ số in trên giấy.

4. Nhật ký được băm thế nào
   Nội dung một dòng là mảng JSON không có khoảng trắng:
       ["thuoc-record-2",id,at,actorId,action,subjectKind,subjectId,inspectionId,old,new,originHash]
   contentHash = SHA-256 của chuỗi UTF-8 ấy. hash = SHA-256 của: id, xuống dòng (LF), hash của dòng trước, xuống dòng,
   contentHash (các mã băm viết bằng chữ số thập lục phân thường). Dòng đầu tiên của cả nhật ký lấy 64 chữ số 0 làm hash của
   dòng trước. originHash = SHA-256 của ["thuoc-origin-1",originSalt,address,device]: địa chỉ mạng và thiết bị của người làm,
   với một chuỗi ngẫu nhiên để không đoán được; chúng chỉ có trong nhật ký đầy đủ của quản trị. Dòng cũ hơn mang tên
   "thuoc-record-1" và có address,device thay cho originHash. Dòng chỉ có contentHash (của cuộc kiểm tra khác, việc riêng trong
   nội bộ cơ quan, dòng cũ): đủ để tính chuỗi, không lộ nội dung.

------------------------------------------------------------------------------------------------------------------------

SEALED ARCHIVE OF THE INSPECTION ${code}

bia-ho-so.pdf is the cover, sealed by the organisation; it bears the SHA-256 of manifest.json, which lists every other file
with size and SHA-256. To check everything, with Node.js 18 or newer and nothing else:
    node verify-record.mjs .
To be sure, take verify-record.mjs from elsewhere (the sources of Thước), and compare the root certificate that it names
with the one the organisation published. By hand: check the cover's signature in any PDF reader, the hash of manifest.json
against the cover, each file against manifest.json. How lines of the record are hashed is section 4 above: content =
the JSON array; contentHash = SHA-256 of it; hash = SHA-256 of "id LF hash-of-the-line-before LF contentHash".
Where a line came from (network address, device) is in it only as originHash, with a salt that the whole record holds; lines
of other inspections, what an agency keeps to itself, and lines of the first form carry only their contentHash.
van-ban/ has a folder for each paper: 0000 as issued and sealed, then a file for each digital signature, each beginning
with the bytes of the one before, and scans of copies signed by pen.
`;
