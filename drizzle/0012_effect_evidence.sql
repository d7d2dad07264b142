-- A review of a remedy's effect has proofs of its own.
CREATE TABLE `__new_evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`side` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`stage` text,
	`file_sha256` text,
	`media_type` text,
	`size` integer,
	`sha256` text,
	`arrived_sha256` text,
	`arrived_at` integer,
	`file_name` text DEFAULT '' NOT NULL,
	`citation` text,
	`caption` text DEFAULT '' NOT NULL,
	`taken_at` integer,
	`place` text,
	`original_id` text,
	`position` integer DEFAULT 0 NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`file_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`original_id`) REFERENCES `evidence`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "evidence_subject_kind" CHECK("__new_evidence"."subject_kind" in ('answer', 'finding', 'explanation', 'progress', 'effect')),
	CONSTRAINT "evidence_something" CHECK("__new_evidence"."file_sha256" is not null or "__new_evidence"."citation" is not null or "__new_evidence"."size" is not null),
	CONSTRAINT "evidence_arrived_whole" CHECK(("__new_evidence"."arrived_sha256" is null) = ("__new_evidence"."arrived_at" is null))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_evidence`("id", "inspection_id", "side", "subject_kind", "subject_id", "stage", "file_sha256", "media_type", "size", "sha256", "arrived_sha256", "arrived_at", "file_name", "citation", "caption", "taken_at", "place", "original_id", "position", "added_by", "added_at", "withdrawn_at") SELECT "id", "inspection_id", "side", "subject_kind", "subject_id", "stage", "file_sha256", "media_type", "size", "sha256", "arrived_sha256", "arrived_at", "file_name", "citation", "caption", "taken_at", "place", "original_id", "position", "added_by", "added_at", "withdrawn_at" FROM `evidence`;--> statement-breakpoint
DROP TABLE `evidence`;--> statement-breakpoint
ALTER TABLE `__new_evidence` RENAME TO `evidence`;--> statement-breakpoint
CREATE INDEX `evidence_subject` ON `evidence` (`inspection_id`,`subject_kind`,`subject_id`);
--> statement-breakpoint
CREATE TRIGGER `evidence_file_kept` BEFORE UPDATE ON `evidence`
WHEN (OLD.`file_sha256` IS NOT NULL AND (NEW.`file_sha256` IS NOT OLD.`file_sha256` OR NEW.`arrived_sha256` IS NOT OLD.`arrived_sha256`))
	OR NEW.`id` <> OLD.`id` OR NEW.`inspection_id` <> OLD.`inspection_id` OR NEW.`side` <> OLD.`side`
	OR NEW.`subject_kind` <> OLD.`subject_kind` OR NEW.`subject_id` <> OLD.`subject_id` OR NEW.`added_by` <> OLD.`added_by`
	OR NEW.`size` IS NOT OLD.`size` OR NEW.`sha256` IS NOT OLD.`sha256` OR NEW.`original_id` IS NOT OLD.`original_id`
BEGIN SELECT RAISE(ABORT, 'the file of a proof arrives once and is not replaced'); END;
--> statement-breakpoint
CREATE TRIGGER `evidence_no_delete` BEFORE DELETE ON `evidence` BEGIN SELECT RAISE(ABORT, 'proofs are withdrawn, never deleted'); END;
