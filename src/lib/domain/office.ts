/**
 * The body that uses the product, as the head and the signature block of its papers name it (Nghị định 30/2020/NĐ-CP,
 * Phụ lục I, phần I, mục II: cơ quan ban hành, số và ký hiệu, địa danh, quyền hạn và chức vụ của người ký).
 */
export interface OfficeFacts {
	provinceName: string;
	/** The body above, in the first line of the head. */
	committee: string;
	/** Before the date of a paper. */
	place: string;
	departmentName: string;
	/** Groups of letters in the signs of papers: of the department, and of the unit that drafts. */
	departmentSign: string;
	unitSign: string;
	/** Who signs the conclusion: authority and title, a line each, and the name. */
	conclusionSigner: { capacity: string[]; name: string };
}

/** Longest texts, in characters. */
export const OFFICE_MAXIMUM = {
	provinceName: 60,
	committee: 120,
	place: 60,
	departmentName: 120,
	departmentSign: 20,
	unitSign: 20,
	capacityLine: 60,
	signerName: 80
} as const;

/** «KT. Giám đốc» over «Phó Giám đốc»; a third line for who signs in another's place. */
export const MOST_CAPACITY_LINES = 3;

/** What a form begins with where nothing was said yet: what nearly every province says. */
export const USUAL_OFFICE: OfficeFacts = {
	provinceName: '',
	committee: '',
	place: '',
	departmentName: 'Sở Nội vụ',
	departmentSign: 'SNV',
	unitSign: 'CCHC',
	conclusionSigner: { capacity: ['Giám đốc'], name: '' }
};

/** A group of letters that can stand in a sign, as in «12/TB-SNV»: capitals and digits, no hyphen of its own. */
export const isSignGroup = (text: string): boolean => /^[\p{Lu}\d&]+$/u.test(text.normalize('NFC'));
