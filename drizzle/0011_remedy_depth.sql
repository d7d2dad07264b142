CREATE TABLE `action_milestones` (
	`id` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`due_on` text NOT NULL,
	`done_on` text,
	FOREIGN KEY (`action_id`) REFERENCES `actions`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `action_milestones_position` ON `action_milestones` (`action_id`,`position`);--> statement-breakpoint
CREATE TABLE `due_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_before` text NOT NULL,
	`due_on` text NOT NULL,
	`reason` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "due_changes_kind" CHECK("due_changes"."kind" in ('explanation', 'plan', 'report')),
	CONSTRAINT "due_changes_later" CHECK("due_changes"."due_before" < "due_changes"."due_on")
) STRICT;
--> statement-breakpoint
CREATE INDEX `due_changes_inspection` ON `due_changes` (`inspection_id`,`changed_at`);--> statement-breakpoint
ALTER TABLE `action_requests` ADD `milestones` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `cause_kind` text DEFAULT 'subjective' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `cause_owner` text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `cause_body` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `correction` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `correction_only_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `target` text;--> statement-breakpoint
ALTER TABLE `explanations` ADD `days_late` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Until now the kind of cause stood with the finding alone.
UPDATE `actions` SET `cause_kind` = (SELECT `f`.`cause_kind` FROM `findings` `f` WHERE `f`.`id` = `actions`.`finding_id`);
