CREATE TABLE `mailings` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`address` text NOT NULL,
	`name` text NOT NULL,
	`day` text NOT NULL,
	`batch` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`outcome` text DEFAULT 'waiting' NOT NULL,
	`fault` text DEFAULT '' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer,
	`sent_at` integer,
	`made_at` integer NOT NULL,
	CONSTRAINT "mailings_outcome_known" CHECK("mailings"."outcome" in ('waiting', 'sending', 'sent', 'failed', 'not_sent')),
	CONSTRAINT "mailings_sent_at" CHECK(("mailings"."outcome" = 'sent') = ("mailings"."sent_at" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `mailings_recipient_day` ON `mailings` (`recipient`,`day`,`batch`);--> statement-breakpoint
CREATE INDEX `mailings_outcome` ON `mailings` (`outcome`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`account_id` text,
	`agency_id` text,
	`inspection_id` text,
	`matter_key` text NOT NULL,
	`matter_kind` text,
	`due_on` text NOT NULL,
	`step` text NOT NULL,
	`day` text NOT NULL,
	`text` text NOT NULL,
	`mailing_id` text,
	`made_at` integer NOT NULL,
	`made_by` text,
	`read_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`mailing_id`) REFERENCES `mailings`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`made_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "notices_matter_kind" CHECK("notices"."matter_kind" is null or "notices"."matter_kind" in ('self', 'explanation', 'plan', 'action', 'report'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`recipient`,`matter_key`,`due_on`,`step`);--> statement-breakpoint
CREATE INDEX `notices_account` ON `notices` (`account_id`,`read_at`);--> statement-breakpoint
CREATE INDEX `notices_mailing` ON `notices` (`mailing_id`);--> statement-breakpoint
CREATE INDEX `notices_matter` ON `notices` (`matter_key`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `email` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `agencies` ADD `superior_email` text DEFAULT '' NOT NULL;