/** The file of a form. What it may be is decided by whoever reads it, from its content. */
import { problem, ProblemError } from '#lib/domain/problems.ts';

/** Problem `input.required` when nothing was chosen. */
export async function uploadedFile(
	request: Request,
	field = 'file'
): Promise<{ name: string; bytes: Uint8Array }> {
	const file = (await request.formData()).get(field);
	if (!(file instanceof File) || (file.size === 0 && file.name === ''))
		throw new ProblemError(problem('input.required', { field }, field));
	return { name: file.name.normalize('NFC'), bytes: new Uint8Array(await file.arrayBuffer()) };
}
