/** What an empty data folder is filled with, once: the demonstration province, or the first administrator. */
import type { Ctx } from './context.ts';
import { countAccounts } from './db/queries/people.ts';
import { makeDemonstration } from './demo/make.ts';
import { makeFirstAdministrator } from './services/accounts.ts';

export type FirstStart =
	| { made: 'nothing' | 'demonstration' }
	/** The password is in no other place: whoever starts the product prints it once. */
	| { made: 'administrator'; username: string; password: string };

export async function firstStart(ctx: Ctx): Promise<FirstStart> {
	if (countAccounts(ctx.db) > 0) return { made: 'nothing' };
	if (ctx.config.mode === 'production')
		return { made: 'administrator', ...(await makeFirstAdministrator(ctx)) };
	await makeDemonstration(ctx, (what) => ctx.log.info(`Đang tạo dữ liệu minh họa: ${what}…`));
	return { made: 'demonstration' };
}

/** The sentence of a first administrator for the terminal. */
export function describeFirstStart(start: FirstStart, origin: string): string | null {
	if (start.made !== 'administrator') return null;
	return [
		'',
		`  Thước đã tạo người quản trị đầu tiên. Đăng nhập tại ${origin}/login`,
		`    Tên đăng nhập:     ${start.username}`,
		`    Mật khẩu một lần:  ${start.password}`,
		'  Mật khẩu này chỉ hiện một lần và phải đổi khi đăng nhập.',
		''
	].join('\n');
}
