-- What has legal weight cannot be rewritten, whatever the code above does.
CREATE TRIGGER `audit_lines_no_update` BEFORE UPDATE ON `audit_lines` BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_lines_no_delete` BEFORE DELETE ON `audit_lines` BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `criteria_sets_frozen` BEFORE UPDATE ON `criteria_sets`
WHEN OLD.`status` <> 'draft' AND (NEW.`content` <> OLD.`content` OR NEW.`content_hash` <> OLD.`content_hash` OR NEW.`code` <> OLD.`code` OR NEW.`set_version` <> OLD.`set_version` OR NEW.`status` = 'draft')
BEGIN SELECT RAISE(ABORT, 'a published criteria set is frozen'); END;
--> statement-breakpoint
CREATE TRIGGER `criteria_sets_no_delete` BEFORE DELETE ON `criteria_sets` WHEN OLD.`status` <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published criteria set is frozen'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_frozen` BEFORE UPDATE ON `documents`
WHEN NEW.`content` <> OLD.`content` OR NEW.`content_hash` <> OLD.`content_hash` OR NEW.`rendered_sha256` <> OLD.`rendered_sha256`
	OR NEW.`number` <> OLD.`number` OR NEW.`sign` <> OLD.`sign` OR NEW.`issued_on` <> OLD.`issued_on` OR NEW.`check_code` <> OLD.`check_code`
	OR (OLD.`sealed_sha256` IS NOT NULL AND NEW.`sealed_sha256` IS NOT OLD.`sealed_sha256`)
BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_no_delete` BEFORE DELETE ON `documents` BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END;
--> statement-breakpoint
CREATE TRIGGER `answers_appraisal_frozen` BEFORE UPDATE ON `answers`
WHEN OLD.`stage` = 'appraisal' AND (SELECT `state` FROM `inspections` WHERE `id` = OLD.`inspection_id`) NOT IN ('self_submitted', 'desk_review', 'in_session')
BEGIN SELECT RAISE(ABORT, 'the first appraisal is frozen by the minutes'); END;
--> statement-breakpoint
CREATE TRIGGER `answers_no_delete` BEFORE DELETE ON `answers` BEGIN SELECT RAISE(ABORT, 'answers are never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `operations_no_update` BEFORE UPDATE ON `operations` BEGIN SELECT RAISE(ABORT, 'operations are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `operations_no_delete` BEFORE DELETE ON `operations` BEGIN SELECT RAISE(ABORT, 'operations are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `drawn_signatures_frozen` BEFORE UPDATE ON `drawn_signatures`
WHEN (SELECT `state` FROM `inspections` WHERE `id` = OLD.`inspection_id`) <> 'in_session'
BEGIN SELECT RAISE(ABORT, 'signatures are frozen with the minutes'); END;
--> statement-breakpoint
CREATE TRIGGER `drawn_signatures_kept` BEFORE DELETE ON `drawn_signatures`
WHEN (SELECT `state` FROM `inspections` WHERE `id` = OLD.`inspection_id`) <> 'in_session'
BEGIN SELECT RAISE(ABORT, 'signatures are frozen with the minutes'); END;
