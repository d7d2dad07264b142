CREATE TABLE `left_out_numbers` (
	`id` text PRIMARY KEY NOT NULL,
	`issuing_body` text NOT NULL,
	`register` text NOT NULL,
	`year` integer NOT NULL,
	`first` integer NOT NULL,
	`last` integer NOT NULL,
	`reason` text NOT NULL,
	`noted_by` text NOT NULL,
	`noted_at` integer NOT NULL,
	CONSTRAINT "left_out_numbers_range" CHECK("left_out_numbers"."first" > 0 and "left_out_numbers"."first" <= "left_out_numbers"."last")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `left_out_numbers_first` ON `left_out_numbers` (`issuing_body`,`register`,`year`,`first`);--> statement-breakpoint
CREATE TABLE `__new_documents` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text,
	`campaign_id` text,
	`kind` text NOT NULL,
	`issuing_body` text NOT NULL,
	`register` text NOT NULL,
	`number` integer NOT NULL,
	`sign` text NOT NULL,
	`year` integer NOT NULL,
	`issued_on` text NOT NULL,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`rendered_sha256` text NOT NULL,
	`sealed_sha256` text,
	`check_code` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`sealed_at` integer,
	`superseded_by` text,
	`pages` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`rendered_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`sealed_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "documents_of_one" CHECK(("__new_documents"."inspection_id" is null) <> ("__new_documents"."campaign_id" is null)),
	CONSTRAINT "documents_number_positive" CHECK("__new_documents"."number" > 0)
) STRICT;
--> statement-breakpoint
-- Every paper so far is of an inspection; `minutes` and `score_sheet` name their own register.
INSERT INTO `__new_documents`("id", "inspection_id", "campaign_id", "kind", "issuing_body", "register", "number", "sign", "year", "issued_on", "content", "content_hash", "rendered_sha256", "sealed_sha256", "check_code", "issued_by", "issued_at", "sealed_at", "superseded_by", "pages") SELECT "id", "inspection_id", NULL, "kind", "issuing_body", CASE "kind"
	WHEN 'recheck_minutes' THEN 'minutes'
	WHEN 'conclusion' THEN 'notice'
	WHEN 'closing_note' THEN 'notice'
	WHEN 'remediation_plan' THEN 'plan'
	WHEN 'remediation_report' THEN 'report'
	WHEN 'remediation_letter' THEN 'letter'
	WHEN 'reminder_letter' THEN 'letter'
	ELSE "kind" END, "number", "sign", "year", "issued_on", "content", "content_hash", "rendered_sha256", "sealed_sha256", "check_code", "issued_by", "issued_at", "sealed_at", "superseded_by", NULL FROM `documents`;--> statement-breakpoint
DROP TABLE `documents`;--> statement-breakpoint
ALTER TABLE `__new_documents` RENAME TO `documents`;--> statement-breakpoint
CREATE UNIQUE INDEX `documents_check_code` ON `documents` (`check_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `documents_number` ON `documents` (`issuing_body`,`register`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `documents_inspection` ON `documents` (`inspection_id`,`kind`);--> statement-breakpoint
CREATE INDEX `documents_campaign` ON `documents` (`campaign_id`,`kind`);--> statement-breakpoint
ALTER TABLE `campaigns` ADD `paper_texts` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- The rebuild took the guards of the table along: they stand again, and cover what the row gained.
CREATE TRIGGER `documents_frozen` BEFORE UPDATE ON `documents`
WHEN NEW.`content` <> OLD.`content` OR NEW.`content_hash` <> OLD.`content_hash` OR NEW.`rendered_sha256` <> OLD.`rendered_sha256`
	OR NEW.`number` <> OLD.`number` OR NEW.`sign` <> OLD.`sign` OR NEW.`issued_on` <> OLD.`issued_on` OR NEW.`check_code` <> OLD.`check_code`
	OR NEW.`kind` <> OLD.`kind` OR NEW.`issuing_body` <> OLD.`issuing_body` OR NEW.`register` <> OLD.`register` OR NEW.`year` <> OLD.`year`
	OR NEW.`inspection_id` IS NOT OLD.`inspection_id` OR NEW.`campaign_id` IS NOT OLD.`campaign_id` OR NEW.`pages` IS NOT OLD.`pages`
	OR (OLD.`sealed_sha256` IS NOT NULL AND NEW.`sealed_sha256` IS NOT OLD.`sealed_sha256`)
	OR (OLD.`superseded_by` IS NOT NULL AND NEW.`superseded_by` IS NOT OLD.`superseded_by`)
BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_no_delete` BEFORE DELETE ON `documents` BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END;
--> statement-breakpoint
-- A number is given to a paper or left out, never both, whatever the code above does.
CREATE TRIGGER `documents_not_left_out` BEFORE INSERT ON `documents`
WHEN EXISTS (SELECT 1 FROM `left_out_numbers` WHERE `issuing_body` = NEW.`issuing_body` AND `register` = NEW.`register`
	AND `year` = NEW.`year` AND NEW.`number` BETWEEN `first` AND `last`)
BEGIN SELECT RAISE(ABORT, 'the number was left out'); END;
--> statement-breakpoint
CREATE TRIGGER `left_out_numbers_free` BEFORE INSERT ON `left_out_numbers`
WHEN EXISTS (SELECT 1 FROM `documents` WHERE `issuing_body` = NEW.`issuing_body` AND `register` = NEW.`register`
	AND `year` = NEW.`year` AND `number` BETWEEN NEW.`first` AND NEW.`last`)
	OR EXISTS (SELECT 1 FROM `left_out_numbers` WHERE `issuing_body` = NEW.`issuing_body` AND `register` = NEW.`register`
	AND `year` = NEW.`year` AND `first` <= NEW.`last` AND `last` >= NEW.`first`)
BEGIN SELECT RAISE(ABORT, 'the number was given or noted'); END;
--> statement-breakpoint
CREATE TRIGGER `left_out_numbers_frozen` BEFORE UPDATE ON `left_out_numbers`
WHEN NEW.`first` <> OLD.`first` OR NEW.`last` <> OLD.`last` OR NEW.`issuing_body` <> OLD.`issuing_body`
	OR NEW.`register` <> OLD.`register` OR NEW.`year` <> OLD.`year`
BEGIN SELECT RAISE(ABORT, 'a number that was left out stays so'); END;
--> statement-breakpoint
CREATE TRIGGER `left_out_numbers_no_delete` BEFORE DELETE ON `left_out_numbers` BEGIN SELECT RAISE(ABORT, 'a number that was left out stays so'); END;
