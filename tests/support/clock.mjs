/**
 * Another day for a server under test: loaded before the product (`node --import`), it moves the clock that everything in
 * the process reads to `TEST_CLOCK_AT` (epoch ms), from where it runs on. The product itself knows nothing of it.
 */
const asked = Number(process.env.TEST_CLOCK_AT);
const RealDate = Date;
const offset = asked - RealDate.now();

if (Number.isFinite(asked))
	globalThis.Date = class extends RealDate {
		constructor(...given) {
			if (given.length === 0) super(RealDate.now() + offset);
			else super(...given);
		}

		static now() {
			return RealDate.now() + offset;
		}
	};
