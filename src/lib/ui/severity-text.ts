/** How grave a finding is, for people. */
import type { Severity } from '#lib/domain/finding.ts';
import * as m from '#lib/paraglide/messages.js';

const NAMES: Record<Severity, () => string> = {
	minor: m.severity_minor,
	moderate: m.severity_moderate,
	serious: m.severity_serious
};

export const severityText = (severity: Severity): string => NAMES[severity]();
