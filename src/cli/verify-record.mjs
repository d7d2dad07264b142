// Checks a record exported from Thước, or a sealed archive of an inspection (as a zip file or unpacked), on any computer:
//
//     node verify-record.mjs ho-so.zip          node verify-record.mjs nhat-ky.jsonl
//
// One file, Node 18 or newer, nothing else: it goes into every archive and must work when the product is long gone. So it
// shares no code with the product; both are held to the same examples by the product's tests. Exit code: 0 everything
// holds, 1 something does not, 2 there is nothing here to check.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const MANIFEST = 'manifest.json';
const ARCHIVE_FORMAT = 'thuoc-archive-1';
const RECORD_FORMATS = ['thuoc-record-1', 'thuoc-record-2'];
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

let broken = 0;
const good = (vi, en) => console.log(`ĐẠT    ${vi}\n       OK: ${en}`);
const bad = (vi, en) => {
	broken += 1;
	console.log(`HỎNG   ${vi}\n       BROKEN: ${en}`);
};
const note = (vi, en) => console.log(`       ${vi}\n       ${en}`);
class Unreadable extends Error {}

// ---- The record -----------------------------------------------------------------------------------------------------

/** What a line tells, and where it came from. */
const TOLD = ['at', 'actorId', 'action', 'subjectKind', 'subjectId', 'inspectionId', 'old', 'new'];
const ORIGIN = ['address', 'device', 'originSalt'];

/** The hash of a line's content under a number; a line may be shown without its origin, or as this hash alone. */
function contentHashOf(line, id) {
	if (line.contentHash) return line.contentHash;
	const told = [id, ...TOLD.map((field) => line[field])];
	const { address, device, originSalt } = line;
	if (!line.originHash && !originSalt)
		return sha256(JSON.stringify(['thuoc-record-1', ...told, address, device]));
	const origin = line.originHash ?? sha256(JSON.stringify(['thuoc-origin-1', originSalt, address, device]));
	return sha256(JSON.stringify(['thuoc-record-2', ...told, origin]));
}
const holdsAs = (line, id) => line.hash === sha256(`${id}\n${line.previousHash}\n${contentHashOf(line, id)}`);

const hasAny = (line, fields) => fields.some((field) => field in line);
const isTold = (line) => !('contentHash' in line);

/** Content and hash of content together would let a content stand that was never hashed; so with the origin. */
function isLine(line) {
	if (!Number.isSafeInteger(line?.id)) return false;
	if (typeof line.contentHash === 'string') return !hasAny(line, [...TOLD, ...ORIGIN, 'originHash']);
	if (!isTold(line) || !Number.isSafeInteger(line.at) || !TOLD.every((field) => field in line)) return false;
	return typeof line.originHash === 'string'
		? !hasAny(line, ORIGIN)
		: !('originHash' in line) && 'address' in line && 'device' in line;
}

function readRecord(bytes) {
	const texts = bytes.toString('utf8').split('\n');
	if (texts.at(-1) === '') texts.pop();
	const parse = (text) => {
		try {
			return JSON.parse(text);
		} catch {
			return null;
		}
	};
	const header = parse(texts.shift() ?? '');
	if (
		!RECORD_FORMATS.includes(header?.format) ||
		!header.head ||
		!header.start ||
		!Array.isArray(header.papers)
	)
		return null;
	return { ...header, lines: texts.map(parse) };
}

/** What happened to a line that breaks the chain: [kind, number of the line]; null where it holds. */
function faultOf(line, last, hashBefore, idOfHash, ids) {
	const { id, previousHash } = line;
	if (id === last.id) return ['inserted', id];
	if (id !== last.id + 1)
		return id < last.id || ids.has(last.id + 1) ? ['reordered', id] : ['removed', last.id + 1];
	if (line.hash === null) return ['inserted', id];
	const holds = holdsAs(line, id);
	if (previousHash === last.hash) return holds ? null : ['changed', id];
	if (previousHash !== null && previousHash === hashBefore) return ['inserted', last.id];
	if (previousHash !== null && idOfHash.has(previousHash)) return ['reordered', id];
	if (holdsAs(line, id + 1)) return ['removed', id];
	return ['changed', holds && last.id > 0 ? last.id : id];
}

function faultsOf({ start, head, lines }) {
	const faults = [];
	const readable = lines.filter(isLine);
	const idOfHash = new Map(readable.map(({ id, hash }) => [hash, id]));
	const ids = new Set(readable.map(({ id }) => id));
	let [last, hashBefore] = [start, null];
	for (const [at, line] of lines.entries()) {
		if (!isLine(line)) {
			faults.push(['unreadable', at + 2]);
			continue;
		}
		const fault = faultOf(line, last, hashBefore, idOfHash, ids);
		if (fault && faults.at(-1)?.join() !== fault.join()) faults.push(fault);
		[last, hashBefore] = [line, last.hash];
	}
	if (last.id < head.id) faults.push(['cut', last.id + 1]);
	else if (last.id > head.id) faults.push(['inserted', head.id + 1]);
	else if (last.hash !== head.hash) faults.push(['rewritten', head.id]);
	return faults;
}

const FAULTS = {
	changed: (n) => [`Nhật ký: dòng ${n} đã bị sửa.`, `record: line ${n} was changed`],
	removed: (n) => [`Nhật ký: dòng ${n} đã bị xóa.`, `record: line ${n} was removed`],
	inserted: (n) => [`Nhật ký: dòng ${n} được chèn thêm.`, `record: line ${n} was inserted`],
	reordered: (n) => [
		`Nhật ký: dòng ${n} không đứng đúng chỗ.`,
		`record: line ${n} does not stand where it stood`
	],
	cut: (n) => [
		`Nhật ký: từ dòng ${n} trở đi đã bị cắt mất.`,
		`record: line ${n} and all after it were cut off`
	],
	rewritten: (n) => [
		`Nhật ký: chuỗi không dẫn tới dòng cuối đã ghi (${n}): nó đã được viết lại.`,
		`record: the chain does not lead to the last line that was kept (${n}): it was rewritten`
	],
	unreadable: (n) => [
		`Nhật ký: không đọc được dòng thứ ${n} của tệp.`,
		`record: line number ${n} of the file cannot be read`
	]
};
const MOST_FAULTS = 20;

const short = (hash) => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');

function checkRecord(bytes, keptHead) {
	const record = readRecord(bytes);
	if (!record)
		return bad('Nhật ký: không đọc được phần đầu tệp.', 'record: the head of the file cannot be read');
	const { head, lines, papers } = record;
	if (keptHead && (keptHead.id !== head.id || keptHead.hash !== head.hash))
		bad('Nhật ký: dòng cuối khác với bản kê.', 'record: its last line is not the one in the manifest');
	const faults = faultsOf(record);
	for (const [kind, at] of faults.slice(0, MOST_FAULTS)) bad(...FAULTS[kind](at));
	if (faults.length > MOST_FAULTS) note(`… và ${faults.length - MOST_FAULTS} dòng nữa.`, '… and more');
	const open = lines.filter((line) => isLine(line) && isTold(line)).length;
	if (faults.length === 0)
		good(
			`Nhật ký: ${lines.length} dòng nối liền (${open} dòng có nội dung), dòng cuối ${head.id} · ${short(head.hash)}.`,
			`record: ${lines.length} lines in one chain (${open} with their content), the last is ${head.id} · ${short(head.hash)}`
		);
	const hashes = new Map(lines.filter(isLine).map((line) => [line.id, line.hash]));
	for (const { paper, line, hash } of papers)
		if (hashes.get(line) === hash)
			good(
				`Văn bản ${paper}: phải in «dòng ${line} · ${short(hash)}».`,
				`paper: must bear this head of the record`
			);
		else
			bad(
				`Văn bản ${paper}: nhật ký không có dòng ${line} · ${short(hash)} in trên đó.`,
				`paper: the record does not hold the line printed on it`
			);
	return record;
}

// ---- Papers: every revision that the register kept, every scan ---------------------------------------------------------

/** The file that an act of the record tells of. */
const FILE_OF = {
	'document.issue': ({ sealedSha256, renderedSha256 }) => sealedSha256 ?? renderedSha256,
	'document.sign': ({ fileSha256 }) => fileSha256,
	'document.scan': ({ fileSha256 }) => fileSha256
};

const fileOf = ({ action, new: text }) => FILE_OF[action]?.(JSON.parse(text ?? '{}'));

function checkPapers(files, manifest, record) {
	const before = broken;
	const all = manifest.papers.flatMap((paper) => paper.files);
	const listed = new Map(manifest.files.map(({ path, sha256: hash }) => [path, hash]));
	for (const { path, sha256: hash } of all)
		if (listed.get(path) !== hash)
			bad(
				`Tệp ${path}: bản kê nêu hai mã băm khác nhau.`,
				`paper: the manifest names two hashes for ${path}`
			);
	for (const paper of manifest.papers) checkRevisions(files, paper.files);
	const lines = new Map(record.lines.filter(isLine).map((line) => [line.id, line]));
	const held = new Set(all.map(({ sha256: hash }) => hash));
	for (const line of [...lines.values()].filter(isTold)) {
		const hash = fileOf(line);
		if (hash && !held.has(hash))
			bad(
				`Văn bản: hồ sơ không có tệp mà dòng ${line.id} của nhật ký kể (SHA-256 ${hash}).`,
				`paper: the archive lacks the file that line ${line.id} of the record tells of`
			);
	}
	for (const { path, sha256: hash, line: id } of all) {
		const line = lines.get(id);
		// Of a line that is there as a hash only, nothing can be said.
		if (!line || (isTold(line) && fileOf(line) !== hash))
			bad(`Tệp ${path}: nhật ký không kể tệp này.`, `paper: the record does not tell of ${path}`);
	}
	if (broken === before)
		good(
			`${manifest.papers.length} văn bản với ${all.length} tệp: đủ mọi bản đã phát hành, đã ký và bản quét mà nhật ký kể.`,
			`${manifest.papers.length} papers with ${all.length} files: all that the record tells of, each signed one a continuation`
		);
}

/** Each signed one begins with the one before; what is missing or changed has been named already. */
function checkRevisions(files, ofPaper) {
	const revisions = ofPaper.filter(({ what }) => what !== 'scan');
	for (const [at, { path }] of revisions.entries()) {
		if (at === 0) continue;
		const [earlier, later] = [revisions[at - 1].path, path].map((one) => contentOf(files.get(one)));
		const continues = earlier && later && later.length > earlier.length;
		if (earlier && later && !(continues && later.subarray(0, earlier.length).equals(earlier)))
			bad(
				`Tệp ${path}: không tiếp nối ${revisions[at - 1].path}.`,
				`paper: does not continue the revision before: ${path}`
			);
	}
}

// ---- Files: a folder, or a zip ----------------------------------------------------------------------------------------

function listFolder(root, below = '') {
	return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
		const path = below === '' ? entry.name : `${below}/${entry.name}`;
		return entry.isDirectory() ? listFolder(root, path) : [[path, () => readFileSync(join(root, path))]];
	});
}

function readAt(file, at, length) {
	const bytes = Buffer.alloc(length);
	for (let done = 0; done < length;) {
		const read = readSync(file, bytes, done, length - done, at + done);
		if (read === 0) throw new Unreadable('Tệp nén bị cụt. / The zip file is cut short.');
		done += read;
	}
	return bytes;
}

function listZip(file) {
	const { size } = fstatSync(file);
	const tail = readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
	const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'));
	if (end < 0) throw new Unreadable('Tệp nén bị cụt. / The zip file is cut short.');
	const directory = readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
	const entries = [];
	for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
		const [nameLength, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
		const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
		const [method, packed, place] = [
			directory.readUInt16LE(at + 10),
			directory.readUInt32LE(at + 20),
			directory.readUInt32LE(at + 42)
		];
		if (!name.endsWith('/')) entries.push([name, () => unpack(file, place, packed, method)]);
		at += 46 + nameLength + extra + comment;
	}
	return entries;
}

function unpack(file, at, packed, method) {
	const head = readAt(file, at, 30);
	const bytes = readAt(file, at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packed);
	return method === 0 ? bytes : inflateRawSync(bytes);
}

/** Its bytes; null for what is damaged so that it cannot be unpacked. */
function contentOf(read) {
	try {
		return read();
	} catch {
		return null;
	}
}

function checkFiles(files, manifest) {
	const listed = new Map(manifest.files.map((entry) => [entry.path, entry]));
	const extra = [...files.keys()].filter(
		(path) => !listed.has(path) && path !== MANIFEST && path !== manifest.cover
	);
	// Some programs spoil the names when they unpack: the same content under a name that is not listed is no damage.
	const renamed = new Map();
	for (const path of extra) {
		const bytes = contentOf(files.get(path));
		if (bytes) renamed.set(sha256(bytes), path);
	}
	let whole = 0;
	for (const { path, size, sha256: hash } of listed.values()) {
		const other = files.has(path) ? undefined : renamed.get(hash);
		if (other !== undefined) {
			note(`Tệp ${path}: còn nguyên, nhưng mang tên ${other}.`, 'file is whole under another name');
			extra.splice(extra.indexOf(other), 1);
			renamed.delete(hash);
			whole += 1;
			continue;
		}
		if (!files.has(path)) {
			bad(`Tệp ${path}: không còn.`, `file is missing: ${path}`);
			continue;
		}
		const bytes = contentOf(files.get(path));
		if (bytes && bytes.length === size && sha256(bytes) === hash) whole += 1;
		else bad(`Tệp ${path}: đã bị sửa.`, `file was changed: ${path}`);
	}
	for (const path of extra)
		bad(`Tệp ${path}: không có trong bản kê, được thêm vào.`, `file was added: ${path}`);
	if (whole === listed.size)
		good(`${whole} tệp đúng như trong bản kê.`, `${whole} files are as the manifest says`);
}

// ---- The cover: a PDF signed by the organisation, with the manifest's hash in it ----------------------------------------

function node(bytes, at) {
	let [from, length] = [at + 2, bytes[at + 1]];
	if (length & 0x80) {
		const count = length & 0x7f;
		length = bytes.readUIntBE(from, count);
		from += count;
	}
	if (from + length > bytes.length) throw new Error('DER');
	return { tag: bytes[at], from, to: from + length, all: bytes.subarray(at, from + length), bytes };
}

function children({ bytes, from, to }) {
	const found = [];
	for (let at = from; at < to; at = found.at(-1).to) found.push(node(bytes, at));
	return found;
}

const valueOf = ({ bytes, from, to }) => bytes.subarray(from, to);
const HASHES = {
	'608648016503040201': 'sha256',
	'608648016503040202': 'sha384',
	'608648016503040203': 'sha512'
};
const MESSAGE_DIGEST = '2a864886f70d010904';

/** The certificate that signed these bytes (a CMS with one signer and signed attributes); null when the signature fails. */
function signerOf(cms, signed) {
	const data = children(children(children(node(cms, 0))[1])[0]);
	const certificates = children(data.find(({ tag }) => tag === 0xa0)).map(
		({ all }) => new X509Certificate(all)
	);
	const parts = children(children(data.at(-1))[0]);
	const attributes = parts.find(({ tag }) => tag === 0xa0);
	const algorithm = HASHES[valueOf(children(parts[2])[0]).toString('hex')];
	const digest = children(attributes)
		.map(children)
		.find(([oid]) => valueOf(oid).toString('hex') === MESSAGE_DIGEST);
	const said = valueOf(children(digest[1])[0]);
	if (!algorithm || !createHash(algorithm).update(signed).digest().equals(said)) return null;
	const toVerify = Buffer.from(attributes.all);
	toVerify[0] = 0x31;
	const signature = valueOf(parts.find(({ tag }) => tag === 0x04));
	const signer = certificates.find((one) => verify(algorithm, toVerify, one.publicKey, signature));
	return signer ? { signer, certificates } : null;
}

/** The signed bytes of a PDF with one signature over all of it, and its CMS. */
function signedPartOf(pdf) {
	const ranges = [
		...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)
	];
	if (ranges.length !== 1) return null;
	const [start, before, after, rest] = ranges[0].slice(1).map(Number);
	if (start !== 0 || after + rest !== pdf.length || before >= after) return null;
	const hex = pdf.toString('latin1', before + 1, after - 1);
	if (pdf[before] !== 0x3c || pdf[after - 1] !== 0x3e || !/^[0-9a-fA-F]+$/.test(hex)) return null;
	return {
		signed: Buffer.concat([pdf.subarray(0, before), pdf.subarray(after)]),
		cms: Buffer.from(hex, 'hex')
	};
}

function chainOf(signer, known) {
	const chain = [signer];
	for (;;) {
		const last = chain.at(-1);
		const issuer = known.find((one) => last.checkIssued(one) && last.verify(one.publicKey));
		if (!issuer) return null;
		if (issuer.fingerprint256 === last.fingerprint256) return chain;
		if (chain.length > 8) return null;
		chain.push(issuer);
	}
}

const nameOf = (certificate) => certificate.subject.split('\n').reverse().join(', ');

function checkCover(files, manifestBytes, manifest) {
	const broken = () =>
		bad('Bìa hồ sơ: chữ ký không còn đúng, hoặc tệp đã bị sửa.', 'cover: its signature does not hold');
	const pdf = files.has(manifest.cover) && contentOf(files.get(manifest.cover));
	if (!pdf) return bad('Bìa hồ sơ: không còn.', 'cover: missing');
	const part = signedPartOf(pdf);
	let found = null;
	try {
		found = part && signerOf(part.cms, part.signed);
	} catch {
		// Not a CMS that can be read: the same as one that does not hold.
	}
	if (!found) return broken();
	const said = new Set(
		[...part.signed.toString('latin1').matchAll(/manifest-sha256:([0-9a-f]{64})/g)].map(([, hash]) => hash)
	);
	if (said.size !== 1 || !said.has(sha256(manifestBytes)))
		return bad(
			'Bản kê manifest.json đã bị sửa: bìa hồ sơ ký cho một bản kê khác.',
			'manifest.json was changed: the cover was signed for another one'
		);
	const { signer, certificates } = found;
	good(
		`Bản kê manifest.json đúng là bản đã ký trên bìa hồ sơ.`,
		'manifest.json is the one that the cover was signed for'
	);
	note(`Người ký: ${nameOf(signer)}`, `Signer's certificate, SHA-256: ${signer.fingerprint256}`);
	const own = manifest.certificates.map((path) => contentOf(files.get(path) ?? (() => null))).filter(Boolean);
	const chain = chainOf(signer, [...certificates, ...own.map((bytes) => new X509Certificate(bytes))]);
	const isInTime =
		Date.parse(signer.validFrom) <= manifest.madeAt && manifest.madeAt <= Date.parse(signer.validTo);
	if (!isInTime)
		bad(
			'Chứng thư của người ký không có hiệu lực lúc lập hồ sơ.',
			'the certificate was not valid when the archive was made'
		);
	if (!chain)
		return note(
			'Hồ sơ không có chứng thư gốc của người ký: hãy đối chiếu chính chứng thư của người ký.',
			"The archive does not hold the signer's root: compare the signer's certificate itself."
		);
	note(
		`Chứng thư gốc: ${nameOf(chain.at(-1))}. Hãy đối chiếu với chứng thư gốc mà cơ quan công bố:`,
		`Root certificate, to compare with the published one, SHA-256: ${chain.at(-1).fingerprint256}`
	);
}

// ---- What was given ---------------------------------------------------------------------------------------------------

function checkArchive(entries) {
	const files = new Map(entries.map(([path, read]) => [path.normalize('NFC'), read]));
	if (files.size !== entries.length) bad('Có hai tệp cùng tên.', 'two files have the same name');
	const bytes = files.has(MANIFEST) ? contentOf(files.get(MANIFEST)) : null;
	let manifest = null;
	try {
		manifest = JSON.parse(bytes.toString('utf8'));
	} catch {
		// Told below.
	}
	if (
		manifest?.format !== ARCHIVE_FORMAT ||
		!Array.isArray(manifest.files) ||
		!Array.isArray(manifest.certificates)
	)
		throw new Unreadable(
			'Không có bản kê manifest.json đọc được. / There is no manifest.json that can be read.'
		);
	console.log(
		`Hồ sơ cuộc kiểm tra ${manifest.inspection?.code}, lập ${new Date(manifest.madeAt).toISOString()}\n`
	);
	checkCover(files, bytes, manifest);
	checkFiles(files, manifest);
	const bytesOf = (path) => (files.has(path) ? contentOf(files.get(path)) : null);
	const kept = bytesOf(manifest.record?.path);
	if (!kept) bad('Nhật ký: không còn.', 'record: missing');
	const record = kept && checkRecord(kept, manifest.record.head);
	// Archives from before had no such list.
	if (record && Array.isArray(manifest.papers)) checkPapers(files, manifest, record);
}

function checkGiven(path) {
	const kind = statSync(path, { throwIfNoEntry: false });
	if (!kind) throw new Unreadable(`Không có ${path}. / There is no ${path}.`);
	if (kind.isDirectory()) return checkArchive(listFolder(path));
	const file = openSync(path, 'r');
	try {
		const isZip = kind.size > 4 && readAt(file, 0, 4).readUInt32LE(0) === 0x04034b50;
		if (isZip) checkArchive(listZip(file));
		else checkRecord(readFileSync(path));
	} finally {
		closeSync(file);
	}
}

try {
	if (process.argv.length !== 3)
		throw new Unreadable('node verify-record.mjs <ho-so.zip | thư mục | nhat-ky.jsonl>');
	checkGiven(process.argv[2]);
	console.log(
		broken === 0
			? '\nKẾT LUẬN: nguyên vẹn. / RESULT: whole.'
			: `\nKẾT LUẬN: KHÔNG nguyên vẹn, ${broken} điểm. / RESULT: NOT whole.`
	);
	process.exitCode = broken === 0 ? 0 : 1;
} catch (thrown) {
	// What is damaged can break the reading anywhere: then it is not whole, and the place is for whoever looks into it.
	console.error(thrown instanceof Unreadable ? thrown.message : thrown);
	process.exitCode = 2;
}
