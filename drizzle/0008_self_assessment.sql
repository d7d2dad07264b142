CREATE TABLE `evidence_links` (
	`evidence_id` text NOT NULL,
	`code` text NOT NULL,
	`linked_at` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`evidence_id`, `code`),
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `self_assignments` (
	`inspection_id` text NOT NULL,
	`code` text NOT NULL,
	`account_id` text NOT NULL,
	`assigned_by` text NOT NULL,
	`assigned_at` integer NOT NULL,
	PRIMARY KEY(`inspection_id`, `code`),
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`assigned_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `self_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`code` text NOT NULL,
	`text` text NOT NULL,
	`written_by` text NOT NULL,
	`written_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`written_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `self_comments_subject` ON `self_comments` (`inspection_id`,`code`);--> statement-breakpoint
CREATE TABLE `self_return_items` (
	`return_id` text NOT NULL,
	`code` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`before` text,
	`before_proofs` text NOT NULL,
	`after` text,
	`after_proofs` text,
	`reply` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`return_id`, `code`),
	FOREIGN KEY (`return_id`) REFERENCES `self_returns`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `self_returns` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`reason` text NOT NULL,
	`is_whole` integer NOT NULL,
	`returned_by` text NOT NULL,
	`returned_at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`returned_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `self_returns_inspection` ON `self_returns` (`inspection_id`);--> statement-breakpoint
CREATE TABLE `self_starts` (
	`inspection_id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`taken_by` text NOT NULL,
	`taken_at` integer NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`taken_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `unit_figures` (
	`inspection_id` text NOT NULL,
	`code` text NOT NULL,
	`unit_id` text NOT NULL,
	`numerator` real NOT NULL,
	`denominator` real NOT NULL,
	`as_of_on` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`inspection_id`, `code`, `unit_id`),
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`changed_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "unit_figures_state" CHECK("unit_figures"."state" in ('drafted', 'submitted', 'approved')),
	CONSTRAINT "unit_figures_range" CHECK("unit_figures"."numerator" >= 0 and "unit_figures"."denominator" >= 0)
) STRICT;
