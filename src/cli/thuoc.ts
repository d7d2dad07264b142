/** The administrator's command line, on the same services as the web. Runs from source on Node 24: `npm run thuoc -- help`. */
import { enableCompileCache } from 'node:module';
import { ConfigError } from '#lib/server/config.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import { closePools } from './pools.ts';
import { UsageError } from './usage.ts';

/* Most of a short command's time is the reading of its sources: each loads only its own, compiled the last time. */
enableCompileCache();

const HELP = `Thước, dòng lệnh cho quản trị

  npm run thuoc -- papers --inspection KT-2021-001 --out THU_MUC
      Ghi mọi văn bản của một cuộc kiểm tra thành tệp PDF (bản đã ban hành có con dấu; bản chưa ban hành là bản nháp).
      --campaign DKT-2026-1 thay cho --inspection: kế hoạch năm và quyết định xếp hạng của một đợt kiểm tra.

  npm run thuoc -- verify [--root CHUNG_THU.crt] TEP.pdf [TEP2.pdf …]
      Kiểm tra chữ ký số trong tệp PDF, in kết quả từng chữ ký. Mã thoát 0 chỉ khi mọi chữ ký đều hợp lệ.
      Tin các chứng thư trong thư mục dữ liệu, hoặc chỉ chứng thư của --root.

  npm run thuoc -- audit verify
      Kiểm tra cả nhật ký theo chuỗi mã băm, nêu dòng đầu tiên bị sửa, xóa, chèn hoặc đổi chỗ, và đối chiếu dòng nhật ký in
      trên từng văn bản đã ban hành. Mã thoát 0 chỉ khi nhật ký nguyên vẹn.

  npm run thuoc -- audit export --out TEP.jsonl
      Ghi cả nhật ký ra một tệp; kiểm tra tệp ấy ở bất cứ đâu bằng: node src/cli/verify-record.mjs TEP.jsonl

  npm run thuoc -- archive --inspection KT-2021-001 --out HO_SO.zip
      Lập hồ sơ lưu trữ của một cuộc kiểm tra: văn bản, tài liệu, dữ liệu, nhật ký và chương trình kiểm tra trong một tệp,
      bìa có con dấu của cơ quan. Kiểm tra bằng: node src/cli/verify-record.mjs HO_SO.zip

  npm run thuoc -- fonts
      Kiểm tra phông chữ trong thư mục fonts của thư mục dữ liệu và cho biết văn bản dùng phông nào. Mã thoát 1 khi có phông
      mà không dùng được.

  npm run thuoc -- demo --out THU_MUC
      Tạo tỉnh minh họa trong một thư mục tạm, ghi mọi văn bản của các cuộc kiểm tra đã kết luận và kiểm tra từng tệp.

  npm run thuoc -- help
      In trang này.

Thư mục dữ liệu: biến môi trường THUOC_DATA (mặc định: data/).`;

type Command = (args: string[]) => Promise<number>;

const COMMANDS: Record<string, () => Promise<Command>> = {
	papers: async () => (await import('./papers.ts')).papers,
	archive: async () => (await import('./archive.ts')).archive,
	audit: async () => (await import('./audit.ts')).audit,
	verify: async () => (await import('./verify.ts')).verify,
	fonts: async () => (await import('./fonts.ts')).fonts,
	demo: async () => (await import('./demo.ts')).demo,
	help: async () => async () => {
		console.log(HELP);
		return 0;
	}
};

async function main([name = 'help', ...args]: string[]): Promise<number> {
	try {
		if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`Không có lệnh «${name}».`);
		const command = await COMMANDS[name]!();
		return await command(args);
	} catch (thrown) {
		if (thrown instanceof UsageError) console.error(`${thrown.message}\n\n${HELP}`);
		else if (thrown instanceof ConfigError) console.error(`Cấu hình sai:\n${thrown.message}`);
		else if (thrown instanceof ProblemError) console.error(`Không thực hiện được: ${thrown.problem.code}`);
		else throw thrown;
		return 2;
	} finally {
		await closePools();
	}
}

process.exitCode = await main(process.argv.slice(2));
