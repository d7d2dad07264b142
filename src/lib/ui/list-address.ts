/** The address of a list with its search and filter; empty ones are left out. */
export function listHref(parameters: Record<string, string>): string {
	const given = Object.entries(parameters).filter(([, value]) => value !== '');
	return `?${new URLSearchParams(given)}`;
}
