CREATE TABLE `effect_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`finding_id` text NOT NULL,
	`result` text NOT NULL,
	`reason` text NOT NULL,
	`reviewed_by` text NOT NULL,
	`reviewed_at` integer NOT NULL,
	`new_finding_id` text,
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`new_finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "effect_reviews_result" CHECK("effect_reviews"."result" in ('effective', 'not_effective'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `effect_reviews_finding` ON `effect_reviews` (`finding_id`);