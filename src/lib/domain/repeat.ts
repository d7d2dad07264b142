/**
 * Repeat findings (tồn tại lặp lại; workflow 5): the same subcriterion of the same agency was a finding before. Free
 * findings have no subcriterion and are never taken for a repetition; what was dropped after an explanation was none.
 */
import type { FindingState } from './finding.ts';

/** What a finding is about: the code, with the title, because codes may mean something else in another set. */
export interface Matter {
	code: string | null;
	title: string;
	setCode: string;
}

/** A finding of an earlier inspection of the same agency. */
export interface EarlierFinding extends Matter {
	state: FindingState;
	/** Orders them: the later one counts. */
	year: number;
}

/** Whether two findings of one agency are about the same. */
export const isSameMatter = (a: Matter, b: Matter): boolean =>
	a.code !== null && a.code === b.code && (a.setCode === b.setCode || a.title === b.title);

/**
 * Names matters over sets and years: what is about the same has one key, «set/code» of the oldest, so that a key stays
 * when newer sets come. Free findings have none.
 */
export function nameMatters(all: readonly (Matter & { year: number })[]): (matter: Matter) => string | null {
	const named = new Map<string, NamedMatter[]>();
	const isNamed = ({ members }: NamedMatter, matter: Matter) =>
		members.some((one) => isSameMatter(one, matter));
	for (const matter of all.toSorted((a, b) => a.year - b.year || a.setCode.localeCompare(b.setCode))) {
		const { code, setCode, title } = matter;
		if (code === null) continue;
		const known = named.get(code) ?? [];
		const [first, ...later] = known.filter((one) => isNamed(one, matter));
		if (first?.members.some((one) => one.setCode === setCode && one.title === title)) continue;
		if (!first) named.set(code, [...known, { key: `${setCode}/${code}`, members: [matter] }]);
		else {
			// What was named apart until now turns out to be the same: it goes by the older name.
			first.members.push(matter, ...later.flatMap(({ members }) => members));
			named.set(
				code,
				known.filter((one) => !later.includes(one))
			);
		}
	}
	return (matter) => named.get(matter.code ?? '')?.find((one) => isNamed(one, matter))?.key ?? null;
}

/** A key, and all whose findings bear it. */
interface NamedMatter {
	key: string;
	members: Matter[];
}

/** The code within a key that `nameMatters` gave. */
export const codeOfMatter = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** The latest earlier finding on the same matter; null where it is new. */
export function repeatOf<F extends EarlierFinding>(matter: Matter, earlier: readonly F[]): F | null {
	return (
		earlier
			.filter((other) => other.state !== 'not_accepted' && isSameMatter(matter, other))
			.toSorted((a, b) => a.year - b.year)
			.at(-1) ?? null
	);
}

/** Where a repeat points to, as pages and papers name it. */
export interface RepeatMark {
	findingId: string;
	number: number;
	inspectionId: string;
	inspectionCode: string;
	year: number;
	/** Number, sign and day of the conclusion that named it, worded; empty where none was issued here. */
	conclusion: string;
}
