CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`opens_first` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`account_id`,`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_first` ON `saved_views` (`account_id`) WHERE "saved_views"."opens_first" = 1;