DROP INDEX `notices_matter`;--> statement-breakpoint
CREATE INDEX `notices_day` ON `notices` (`day`);--> statement-breakpoint
CREATE INDEX `notices_made` ON `notices` (`made_at`);--> statement-breakpoint
CREATE INDEX `notices_matter` ON `notices` (`matter_key`,`due_on`);