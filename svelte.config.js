import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	// Stands at nearly each element: each letter less makes a page of many rows smaller.
	compilerOptions: { cssHash: ({ hash, css, filename }) => `s${hash(filename ?? css)}` },
	kit: {
		adapter: adapter(),
		// One cached offline shell has to serve every tablet address: no relative asset paths.
		// Registered by the tablet's pages alone: the office needs none.
		serviceWorker: { register: false },
		paths: { relative: false },
		// Small sheets go with the page: each request of its own costs a slow tablet more than its bytes.
		inlineStyleThreshold: 8192,
		// Whose writes are taken is decided in `isForeignWrite` for every kind of body, forms among them. The framework's own
		// check of forms would turn away the signing tool of an official's machine, which names no origin.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'blob:', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
