ALTER TABLE `audit_lines` ADD `previous_hash` text;--> statement-breakpoint
ALTER TABLE `audit_lines` ADD `hash` text;--> statement-breakpoint
ALTER TABLE `documents` ADD `record_line` integer;--> statement-breakpoint
ALTER TABLE `documents` ADD `record_hash` text;--> statement-breakpoint
DROP TRIGGER `audit_lines_no_update`;--> statement-breakpoint
-- The one change that is let through: a line older than the chain gets its hashes, once, when the database is opened.
CREATE TRIGGER `audit_lines_no_update` BEFORE UPDATE ON `audit_lines`
WHEN OLD.`hash` IS NOT NULL OR NEW.`hash` IS NULL OR NEW.`previous_hash` IS NULL OR NEW.`id` IS NOT OLD.`id`
	OR NEW.`at` IS NOT OLD.`at` OR NEW.`actor_id` IS NOT OLD.`actor_id` OR NEW.`action` IS NOT OLD.`action`
	OR NEW.`subject_kind` IS NOT OLD.`subject_kind` OR NEW.`subject_id` IS NOT OLD.`subject_id`
	OR NEW.`inspection_id` IS NOT OLD.`inspection_id` OR NEW.`old` IS NOT OLD.`old` OR NEW.`new` IS NOT OLD.`new`
	OR NEW.`address` IS NOT OLD.`address` OR NEW.`device` IS NOT OLD.`device`
BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_lines_chained` BEFORE INSERT ON `audit_lines` WHEN NEW.`hash` IS NULL OR NEW.`previous_hash` IS NULL
BEGIN SELECT RAISE(ABORT, 'an audit line comes with its hashes'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_record_frozen` BEFORE UPDATE ON `documents`
WHEN NEW.`record_line` IS NOT OLD.`record_line` OR NEW.`record_hash` IS NOT OLD.`record_hash`
BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END;
