/** Lines with the hashes that they must have for ever: both the product and the verifier that goes into archives are held to them. */
import type { StoredLine } from '#lib/server/audit/chain.ts';

export interface RecordVector {
	name: string;
	line: StoredLine;
	previousHash: string;
	contentHash: string;
	hash: string;
}

export const RECORD_VECTORS: RecordVector[] = [
	{
		name: 'plain fields',
		line: {
			id: 1,
			at: 1788966000000,
			actorId: 'a1',
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: 'i1',
			old: null,
			new: '{"version":2}',
			address: '192.0.2.1',
			device: 'Máy bảng',
			originSalt: null
		},
		previousHash: '0000000000000000000000000000000000000000000000000000000000000000',
		contentHash: 'aba4f5e6d92b4b530c849f7c34aa47bfa69fa455746dc6e21b49a33a5c6785ed',
		hash: 'eade17bc8f81417fbb3af1d14c7b9fdb4d5a8d7c6ad11619db8d9ed69041a448'
	},
	{
		name: 'nothing but what must be there',
		line: {
			id: 2,
			at: 0,
			actorId: null,
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: null,
			old: null,
			new: null,
			address: '',
			device: '',
			originSalt: null
		},
		previousHash: 'eade17bc8f81417fbb3af1d14c7b9fdb4d5a8d7c6ad11619db8d9ed69041a448',
		contentHash: '31ceee376b6042e16d2f254df7286fb23cfff49f9b6f98bdbb730349ecabc9bf',
		hash: '7af61e72c41700fd4faad58fc479869496f0acba9cc7bb2171baf560f3d943d4'
	},
	{
		name: 'quotes, line ends, a zero character, a tab',
		line: {
			id: 3,
			at: 9007199254740991,
			actorId: 'a1',
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: 'i1',
			old: '"«a»\\n"',
			new: '{"version":2}',
			address: '192.0.2.1',
			device: 'a"b\\c\r\n\t\u0000\u007f\u2028',
			originSalt: null
		},
		previousHash: '7af61e72c41700fd4faad58fc479869496f0acba9cc7bb2171baf560f3d943d4',
		contentHash: '7a5c4573e13e64ebef8a44bcffe3f839cc1f2b45ce481f8f2e1b678968f21199',
		hash: '28ebe58b5504483f4d220a682363282fa3e75f476a1fee3ec48013974024e01a'
	},
	{
		name: 'combined and precombined letters are kept apart',
		line: {
			id: 4,
			at: 1,
			actorId: 'a1',
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: 'i1',
			old: '"e\u0301"',
			new: '"é"',
			address: '192.0.2.1',
			device: 'Máy bảng',
			originSalt: null
		},
		previousHash: '28ebe58b5504483f4d220a682363282fa3e75f476a1fee3ec48013974024e01a',
		contentHash: '81650444abff1090b9c4fb251ffcf15ebbf11c9da93a613cf916faab16d14b54',
		hash: '98b147eb15129d698181ae026d22fc717807cf47327ab63e463728389b90094b'
	},
	{
		name: 'letters beyond the basic plane',
		line: {
			id: 5,
			at: -1,
			actorId: 'a1',
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: 'i1',
			old: null,
			new: '"𝒯😀ữ"',
			address: '2001:db8::1',
			device: 'Máy bảng',
			originSalt: null
		},
		previousHash: '98b147eb15129d698181ae026d22fc717807cf47327ab63e463728389b90094b',
		contentHash: '291ec20229bdc728342c360f0f2603ad6e0ab83f681843f88d19e4411ad548ba',
		hash: '30b861706643501323837e6c29dedcf333635fc4561f2828def5fdda2757ed47'
	},
	{
		name: 'JSON is taken as text: blanks and the order of keys count',
		line: {
			id: 6,
			at: 5,
			actorId: 'a1',
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: 'i1',
			old: null,
			new: '{ "b": 1.0, "a": 1e3 }',
			address: '192.0.2.1',
			device: 'Máy bảng',
			originSalt: null
		},
		previousHash: '30b861706643501323837e6c29dedcf333635fc4561f2828def5fdda2757ed47',
		contentHash: '01c274c510cafd1f9c52e451da319888ff681c87b163c0559081270dc955c813',
		hash: '8331b0db1b360ca0029507c598a5a9c91d5812ed34205381178156899d6866cf'
	},
	{
		name: 'with a salt: the origin goes in as a hash',
		line: {
			id: 7,
			at: 1788966000001,
			actorId: 'a1',
			action: 'document.sign',
			subjectKind: 'document',
			subjectId: 'd1',
			inspectionId: 'i1',
			old: null,
			new: '{"way":"app"}',
			address: '192.0.2.1',
			device: 'Máy bảng',
			originSalt: '000102030405060708090a0b0c0d0e0f'
		},
		previousHash: '8331b0db1b360ca0029507c598a5a9c91d5812ed34205381178156899d6866cf',
		contentHash: '20ed5efbf9743512e23302083f856cae0c8cbdfd1df7bdf0c15906c4ab79d13d',
		hash: '6ecdb8a5b34aab6d51c8a0426a09d8d4964c4ccc8f998a781b8e9b6858cdc34f'
	},
	{
		name: 'with a salt, and nothing but what must be there',
		line: {
			id: 8,
			at: 0,
			actorId: null,
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: 'i1',
			inspectionId: null,
			old: null,
			new: null,
			address: '',
			device: '',
			originSalt: 'ffffffffffffffffffffffffffffffff'
		},
		previousHash: '6ecdb8a5b34aab6d51c8a0426a09d8d4964c4ccc8f998a781b8e9b6858cdc34f',
		contentHash: '8682624cd178cf5a14d7fa4c3f2b5416b792377e66b224a9fd643e269cad200a',
		hash: '89b1a1e9e8a58bfd0cc941a3c0a7fc63eeffd9b39c6ad11512317b74822087dc'
	}
];
