// Serves the built application over plain http. Runs on Node 24 (start.mjs sees to it).
//
// Without ORIGIN the address is whatever the person typed: the protocol is http, because this server speaks nothing
// else. Behind a proxy that speaks https, ORIGIN says so.
import { createServer } from 'node:http';
import { ConfigError, readConfig } from '../src/lib/server/config.ts';
import { inTurn } from '../src/lib/server/http/in-turn.ts';

/** Largest body: a PDF to check (30 MB) with the rest of its form. */
const BODY_LIMIT = '32M';
const OWN_PROTOCOL = 'x-thuoc-protocol';
/** Threads that wait for the disk: each photo is flushed before it is answered, and four would stand in line for it. */
const DISK_THREADS = '16';

let config;
try {
	config = readConfig(process.env);
} catch (thrown) {
	if (!(thrown instanceof ConfigError)) throw thrown;
	console.error(`Thước không khởi động được vì cấu hình sai:\n${thrown.message}`);
	process.exit(1);
}

process.env.NODE_ENV ??= 'production';
process.env.UV_THREADPOOL_SIZE ??= DISK_THREADS;
process.env.BODY_SIZE_LIMIT ??= BODY_LIMIT;
if (process.env.ORIGIN === undefined) process.env.PROTOCOL_HEADER = OWN_PROTOCOL;

const { handler } = await import('../build/handler.js').catch(explain);

const server = createServer(
	inTurn((request, response) => {
		request.headers[OWN_PROTOCOL] = 'http';
		handler(request, response, () => response.writeHead(404).end());
	})
);

server.on('error', (error) => {
	console.error(
		error.code === 'EADDRINUSE'
			? `Cổng ${config.port} đang được chương trình khác dùng. Đặt PORT=<cổng khác> rồi chạy lại.`
			: error.message
	);
	process.exit(1);
});
server.listen(config.port, () => {
	console.log(`\n  Thước đang chạy tại ${config.origin}\n  Dữ liệu: ${config.dataDir}\n  Dừng: Ctrl+C\n`);
	if (config.mode === 'demo')
		console.log('  Tài khoản minh họa có ngay trên trang đăng nhập (mật khẩu: thuoc-minh-hoa).\n');
});

function stop() {
	server.close(() => process.exit(0));
	server.closeIdleConnections();
	setTimeout(() => process.exit(0), 5000).unref();
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

function explain(thrown) {
	console.error(`Thước không khởi động được: ${thrown.message}`);
	process.exit(1);
}
