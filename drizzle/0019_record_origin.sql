ALTER TABLE `audit_lines` ADD `origin_salt` text;--> statement-breakpoint
DROP TRIGGER `audit_lines_no_update`;--> statement-breakpoint
-- The one change that is let through: a line older than the chain gets its hashes, once, when the database is opened.
CREATE TRIGGER `audit_lines_no_update` BEFORE UPDATE ON `audit_lines`
WHEN OLD.`hash` IS NOT NULL OR NEW.`hash` IS NULL OR NEW.`previous_hash` IS NULL OR NEW.`id` IS NOT OLD.`id`
	OR NEW.`at` IS NOT OLD.`at` OR NEW.`actor_id` IS NOT OLD.`actor_id` OR NEW.`action` IS NOT OLD.`action`
	OR NEW.`subject_kind` IS NOT OLD.`subject_kind` OR NEW.`subject_id` IS NOT OLD.`subject_id`
	OR NEW.`inspection_id` IS NOT OLD.`inspection_id` OR NEW.`old` IS NOT OLD.`old` OR NEW.`new` IS NOT OLD.`new`
	OR NEW.`address` IS NOT OLD.`address` OR NEW.`device` IS NOT OLD.`device` OR NEW.`origin_salt` IS NOT OLD.`origin_salt`
BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END;
