PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_due_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_before` text NOT NULL,
	`due_on` text NOT NULL,
	`reason` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "due_changes_kind" CHECK("__new_due_changes"."kind" in ('self', 'explanation', 'plan', 'report')),
	CONSTRAINT "due_changes_later" CHECK("__new_due_changes"."due_before" < "__new_due_changes"."due_on")
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_due_changes`("id", "inspection_id", "kind", "due_before", "due_on", "reason", "changed_by", "changed_at") SELECT "id", "inspection_id", "kind", "due_before", "due_on", "reason", "changed_by", "changed_at" FROM `due_changes`;--> statement-breakpoint
DROP TABLE `due_changes`;--> statement-breakpoint
ALTER TABLE `__new_due_changes` RENAME TO `due_changes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `due_changes_inspection` ON `due_changes` (`inspection_id`,`changed_at`);