CREATE TABLE `conflicts` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`stage` text NOT NULL,
	`code` text NOT NULL,
	`late_answer` text NOT NULL,
	`late_by` text NOT NULL,
	`late_device` text NOT NULL,
	`made_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`clock_offset_ms` integer,
	`basis` text,
	`standing_answer` text NOT NULL,
	`standing_by` text NOT NULL,
	`standing_at` integer NOT NULL,
	`choice` text,
	`settle_reason` text,
	`settled_by` text,
	`settled_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "conflicts_stage" CHECK("conflicts"."stage" in ('self', 'appraisal', 'reappraisal', 'final')),
	CONSTRAINT "conflicts_choice" CHECK("conflicts"."choice" is null or "conflicts"."choice" in ('standing', 'late')),
	CONSTRAINT "conflicts_settled_whole" CHECK(("conflicts"."settled_at" is null) = ("conflicts"."choice" is null) and ("conflicts"."settled_at" is null) = ("conflicts"."settled_by" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `conflicts_inspection` ON `conflicts` (`inspection_id`,`settled_at`);--> statement-breakpoint
CREATE TABLE `held_operations` (
	`op_id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`device_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`seq` integer NOT NULL,
	`operation` text NOT NULL,
	`received_at` integer NOT NULL,
	`refused_with` text,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `held_operations_device` ON `held_operations` (`inspection_id`,`device_id`,`actor_id`,`seq`);--> statement-breakpoint
CREATE TABLE `sync_positions` (
	`inspection_id` text NOT NULL,
	`device_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`last_seq` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`clock_offset_ms` integer,
	PRIMARY KEY(`inspection_id`, `device_id`, `actor_id`),
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `sync_batches` ADD `clock_offset_ms` integer;
--> statement-breakpoint
CREATE TRIGGER `conflicts_kept` BEFORE UPDATE ON `conflicts`
WHEN OLD.`settled_at` IS NOT NULL OR NEW.`id` <> OLD.`id` OR NEW.`inspection_id` <> OLD.`inspection_id` OR NEW.`stage` <> OLD.`stage`
	OR NEW.`code` <> OLD.`code` OR NEW.`late_answer` <> OLD.`late_answer` OR NEW.`late_by` <> OLD.`late_by`
	OR NEW.`late_device` <> OLD.`late_device` OR NEW.`made_at` <> OLD.`made_at` OR NEW.`received_at` <> OLD.`received_at`
	OR NEW.`standing_answer` <> OLD.`standing_answer` OR NEW.`standing_by` <> OLD.`standing_by` OR NEW.`standing_at` <> OLD.`standing_at`
BEGIN SELECT RAISE(ABORT, 'of a conflict only the settlement is written, once'); END;
--> statement-breakpoint
CREATE TRIGGER `conflicts_no_delete` BEFORE DELETE ON `conflicts` BEGIN SELECT RAISE(ABORT, 'conflicts are never deleted'); END;
