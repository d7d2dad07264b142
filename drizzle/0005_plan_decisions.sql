CREATE TABLE `action_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`due_on` text,
	`measure` text DEFAULT '' NOT NULL,
	`product` text DEFAULT '' NOT NULL,
	`lead_unit` text DEFAULT '' NOT NULL,
	`person_in_charge` text DEFAULT '' NOT NULL,
	`rests_until` text,
	`before` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`withdrawn_at` integer,
	`decision` text,
	`decision_reason` text DEFAULT '' NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`action_id`) REFERENCES `actions`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "action_requests_kind" CHECK("action_requests"."kind" in ('extension', 'replacement', 'hand_over', 'cannot_now'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `action_requests_action` ON `action_requests` (`action_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `action_requests_open` ON `action_requests` (`action_id`) WHERE "action_requests"."decision" is null and "action_requests"."withdrawn_at" is null;--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`number` integer NOT NULL,
	`actions` text NOT NULL,
	`texts` text NOT NULL,
	`submitted_by` text NOT NULL,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_versions_number` ON `plan_versions` (`inspection_id`,`number`);--> statement-breakpoint
ALTER TABLE `actions` ADD `decision` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `decision_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `decided_by` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `decided_at` integer;--> statement-breakpoint
ALTER TABLE `progress_reports` ADD `regress_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `progress_reports` ADD `awaited_body` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `progress_reports` ADD `days_late` integer;--> statement-breakpoint
-- Plans that were accepted as a whole, before actions were decided one by one.
UPDATE `actions` SET `decision` = 'accepted', `decided_by` = `created_by`, `decided_at` = `created_at`
WHERE `withdrawn_at` IS NULL AND `inspection_id` IN (
	SELECT `id` FROM `inspections` WHERE `state` IN ('plan_accepted', 'remedying', 'report_submitted', 'recheck', 'closed')
);
