/** The head of the record as a paper bears it: whoever holds the paper can tell later whether the record was rewritten. */

export interface RecordHead {
	/** Number of the record's last line when the paper was drawn. */
	line: number;
	/** That line's hash: SHA-256, 64 hexadecimal digits. */
	hash: string;
}

const SHOWN_DIGITS = 16;

/** The first 16 digits in groups of four, short enough to compare by eye: 64 bits, which nobody hits by trying. */
export const shortHash = (hash: string): string => hash.slice(0, SHOWN_DIGITS).replace(/(.{4})(?=.)/g, '$1 ');

/** «dòng 1234 · ab12 cd34 ef56 7890» */
export const formatRecordHead = ({ line, hash }: RecordHead): string => `dòng ${line} · ${shortHash(hash)}`;
