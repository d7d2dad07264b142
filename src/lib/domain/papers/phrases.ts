/**
 * The office's fixed sentences: what papers of this kind usually say, in the words that the office prefers. A sentence may
 * name places in braces («{cơ quan}»), which are filled with names, and nothing else: there is no language in it that
 * could run anything.
 */
import { fail, ok, type Result } from '../problems.ts';

/** What a place in braces stands for. */
export const PLACES = ['cơ quan', 'sở', 'ubnd tỉnh', 'năm', 'nội dung', 'đơn vị soạn'] as const;
export type Place = (typeof PLACES)[number];
export type PlaceValues = Partial<Record<Place, string>>;

interface Phrase {
	/** What is printed while the office has not said otherwise. A line is a paragraph, or a line of «Nơi nhận». */
	usual: string;
	places: readonly Place[];
	/** «Nơi nhận»: the last line is the archive's (NĐ 30/2020, Phụ lục I, mục II, 9). */
	isRecipients?: true;
}

export const PHRASES = {
	conclusion_closing: {
		usual: 'Trên đây là kết luận {nội dung}. Yêu cầu {cơ quan} nghiêm túc thực hiện.',
		places: ['nội dung', 'cơ quan', 'sở', 'năm']
	},
	conclusion_recipients: {
		usual: '{ubnd tỉnh} (b/c)\n{cơ quan} (t/h)\nThành viên Đoàn kiểm tra\nLưu: VT, {đơn vị soạn}',
		places: ['ubnd tỉnh', 'cơ quan', 'đơn vị soạn', 'sở'],
		isRecipients: true
	},
	reminder_closing: {
		usual: '{sở} đề nghị {cơ quan} quan tâm, chỉ đạo thực hiện nghiêm túc, đúng thời hạn.',
		places: ['sở', 'cơ quan', 'năm']
	},
	closing_note_closing: {
		usual: '{sở} thông báo để {cơ quan} biết và tiếp tục duy trì kết quả khắc phục.',
		places: ['sở', 'cơ quan', 'năm']
	},
	plan_purpose: {
		usual:
			'Khắc phục đầy đủ, đúng hạn từng tồn tại, hạn chế đã được kết luận; nâng cao kết quả cải cách hành chính của {cơ quan}.\n' +
			'Mỗi tồn tại có giải pháp, sản phẩm, đơn vị và người chủ trì, thời hạn cụ thể.',
		places: ['cơ quan', 'sở']
	},
	plan_organisation: {
		usual:
			'Đơn vị, người chủ trì thực hiện đúng thời hạn, cập nhật tiến độ kèm tài liệu kiểm chứng.\n' +
			'{cơ quan} báo cáo kết quả khắc phục về {sở} theo thời hạn của Thông báo.',
		places: ['cơ quan', 'sở']
	},
	plan_funding: {
		usual: 'Kinh phí thực hiện Kế hoạch được bố trí trong dự toán ngân sách hằng năm đã giao cho {cơ quan}.',
		places: ['cơ quan']
	},
	report_steering: {
		usual:
			'Sau khi nhận Thông báo kết luận kiểm tra, {cơ quan} đã ban hành Kế hoạch khắc phục tồn tại, hạn chế, giao nhiệm vụ cụ thể cho từng phòng, đơn vị.\n' +
			'Lãnh đạo cơ quan theo dõi, đôn đốc tiến độ thực hiện tại các cuộc họp giao ban.',
		places: ['cơ quan', 'sở']
	}
} as const satisfies Record<string, Phrase>;

export type PhraseKey = keyof typeof PHRASES;
export const PHRASE_KEYS = Object.keys(PHRASES) as PhraseKey[];

/** What the office says otherwise; a key that is not there says the usual. */
export type OfficePhrases = Partial<Record<PhraseKey, string>>;

export const LONGEST_PHRASE = 1_500;
const MOST_LINES = 12;
const IN_BRACES = /\{([^{}]*)\}/g;

export const isPhraseKey = (text: string): text is PhraseKey => Object.hasOwn(PHRASES, text);

const linesIn = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/**
 * A sentence as it may be kept: NFC, trimmed, without empty lines. Problems `phrase.too_long` (1 500 characters, 12 lines),
 * `phrase.unknown_place`, `phrase.brace_open`, and `phrase.archive_missing` where «Nơi nhận» does not end with «Lưu: …».
 * Empty is the usual sentence.
 */
export function checkPhrase(key: PhraseKey, text: string): Result<string> {
	const phrase: Phrase = PHRASES[key];
	const lines = linesIn(text.normalize('NFC'));
	const kept = lines.join('\n');
	if (kept.length > LONGEST_PHRASE || lines.length > MOST_LINES)
		return fail('phrase.too_long', { characters: LONGEST_PHRASE, lines: MOST_LINES }, key);
	for (const [, name] of kept.matchAll(IN_BRACES)) {
		if (!(phrase.places as readonly string[]).includes(name!.trim().toLowerCase()))
			return fail('phrase.unknown_place', { name: name!, allowed: inBraces(phrase.places) }, key);
	}
	if (/[{}]/.test(kept.replace(IN_BRACES, ''))) return fail('phrase.brace_open', {}, key);
	if (phrase.isRecipients && lines.length > 0 && !/^lưu\s*:/i.test(lines.at(-1)!))
		return fail('phrase.archive_missing', {}, key);
	return ok(kept);
}

export const inBraces = (places: readonly Place[]): string => places.map((place) => `{${place}}`).join(', ');

/** The lines of a sentence with its places filled; a place without a value is a blank to fill in by hand. */
export function fillPhrase(
	key: PhraseKey,
	phrases: OfficePhrases | undefined,
	values: PlaceValues
): string[] {
	const text = phrases?.[key] || PHRASES[key].usual;
	return linesIn(text).map((line) =>
		line.replace(IN_BRACES, (_, name: string) => values[name.trim().toLowerCase() as Place] ?? '……')
	);
}
