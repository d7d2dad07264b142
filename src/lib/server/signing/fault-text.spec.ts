import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../root.ts';
import { fault, type FaultCode, type FaultDetails, type SignatureFault } from './fault.ts';
import { describeFault, faultMessage } from './fault-text.ts';

const AT = Date.UTC(2026, 8, 11, 18);

/** One fault of every code: the type makes sure that none is forgotten. */
const DETAILS: FaultDetails = {
	'file.empty': {},
	'file.not_pdf': {},
	'file.too_large': { megabytes: 30 },
	'file.damaged': {},
	'file.encrypted': {},
	'file.no_signature': {},
	'file.too_many_signatures': { maximum: 50 },
	'file.check_too_long': { seconds: 15 },
	'file.check_failed': {},
	'file.stray_signature': {},
	'file.appended_content': {},
	'file.appended_irregular': {},
	'signature.empty': {},
	'signature.byte_range_malformed': {},
	'signature.gap_not_contents': {},
	'signature.range_not_at_revision_end': {},
	'signature.unknown_format': { format: 'adbe.pkcs7.sha1' },
	'signature.changed_after': { places: 2431 },
	'signature.box_too_large': {},
	'signature.unreadable': {},
	'signature.several_signers': { count: 2 },
	'signature.weak_digest': { algorithm: '1.3.14.3.2.26' },
	'signature.weak_key': {},
	'signature.unknown_algorithm': { algorithm: '1.2.3' },
	'signature.certificate_missing': {},
	'signature.attributes_wrong': {},
	'signature.digest_differs': {},
	'signature.value_wrong': {},
	'signature.certificate_not_bound': {},
	'signature.untrusted_root': { issuer: 'Nơi khác' },
	'signature.certificate_expired': { name: 'Sở Nội vụ', at: AT },
	'signature.certificate_not_yet_valid': { name: 'Sở Nội vụ', at: AT },
	'signature.certificate_revoked': { name: 'Sở Nội vụ', at: AT },
	'signature.certificate_may_not_sign': { name: 'Sở Nội vụ' },
	'signature.certificate_unsupported': { name: 'Sở Nội vụ' },
	'signature.chain_too_long': {},
	'timestamp.unreadable': {},
	'timestamp.of_something_else': {},
	'timestamp.not_an_authority': {},
	'timestamp.untrusted': {}
};

const FAULTS = (Object.keys(DETAILS) as FaultCode[]).map((code) => fault(code, DETAILS[code]));

function texts(language: string): Record<string, string> {
	return JSON.parse(readFileSync(join(projectRoot(), 'messages', language, 'public.json'), 'utf8'));
}

describe.each(['vi', 'en'])('the texts of faults in %s', (language) => {
	it('are there for every code, with exactly the details that the fault has', () => {
		const all = texts(language);
		for (const one of FAULTS) {
			const { key, parameters } = faultMessage(one);
			const named = [...(all[key] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			expect([key, named.sort()]).toEqual([key, Object.keys(parameters).sort()]);
			expect(all[key]).toMatch(/^\p{Lu}.*\.$/u);
		}
	});

	it('are there for nothing else', () => {
		const known = new Set(FAULTS.map((one) => faultMessage(one).key));
		const written = Object.keys(texts(language)).filter((key) => key.startsWith('fault_'));
		expect(written.filter((key) => !known.has(key))).toEqual([]);
	});
});

describe('a fault in Vietnamese', () => {
	it.each([
		[fault('file.not_pdf', {}), 'Tệp này không phải là PDF.'],
		[fault('file.too_large', { megabytes: 30 }), 'Tệp lớn hơn 30 MB nên không kiểm tra được.'],
		[
			fault('signature.changed_after', { places: 2431 }),
			'Văn bản đã bị thay đổi sau chữ ký này (2.431 chỗ).'
		],
		[
			fault('signature.certificate_expired', { name: 'Sở Nội vụ', at: AT }),
			'Chứng thư số của «Sở Nội vụ» đã hết hạn ngày 12/9/2026.'
		]
	] as [SignatureFault, string][])('%j', (one, text) => {
		expect(describeFault(one)).toBe(text);
	});

	it('keeps braces that came with a name', () => {
		expect(describeFault(fault('signature.untrusted_root', { issuer: '{issuer}' }))).toContain('«{issuer}»');
	});
});
