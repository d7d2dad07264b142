/** Pictures for uploads. */
import sharp from 'sharp';

/** A JPEG full of noise, so that it stays large however it is scaled. */
export const noisyPhoto = (
	width: number,
	height: number,
	{ sigma = 60, quality = 85 }: { sigma?: number; quality?: number } = {}
): Promise<Buffer> =>
	sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#b9c2cf',
			noise: { type: 'gaussian', mean: 128, sigma }
		}
	})
		.jpeg({ quality })
		.toBuffer();
