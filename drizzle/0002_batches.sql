-- What operations that arrived together have in common moves to a row of its own: a self-assessment wrote it 91 times.
CREATE TABLE `sync_batches` (
	`id` integer PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`device_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `sync_batches_inspection` ON `sync_batches` (`inspection_id`,`version`);--> statement-breakpoint
INSERT INTO `sync_batches` (`inspection_id`, `device_id`, `actor_id`, `received_at`, `version`)
SELECT `inspection_id`, `device_id`, `actor_id`, min(`received_at`), `version` FROM `operations`
GROUP BY `inspection_id`, `version`, `device_id`, `actor_id` ORDER BY min(`received_at`), min(`seq`);
--> statement-breakpoint
CREATE TABLE `__new_operations` (
	`op_id` text PRIMARY KEY NOT NULL,
	`batch_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`base_version` integer NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`before` text,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `sync_batches`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_operations` (`op_id`, `batch_id`, `seq`, `base_version`, `type`, `payload`, `before`, `made_at`)
SELECT o.`op_id`, b.`id`, o.`seq`, o.`base_version`, o.`type`, o.`payload`, o.`before`, o.`made_at`
FROM `operations` o JOIN `sync_batches` b ON b.`inspection_id` = o.`inspection_id` AND b.`version` = o.`version`
	AND b.`device_id` = o.`device_id` AND b.`actor_id` = o.`actor_id`;
--> statement-breakpoint
DROP TRIGGER `operations_no_delete`;
--> statement-breakpoint
DROP TABLE `operations`;
--> statement-breakpoint
ALTER TABLE `__new_operations` RENAME TO `operations`;
--> statement-breakpoint
CREATE TRIGGER `operations_no_update` BEFORE UPDATE ON `operations` BEGIN SELECT RAISE(ABORT, 'operations are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `operations_no_delete` BEFORE DELETE ON `operations` BEGIN SELECT RAISE(ABORT, 'operations are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `sync_batches_no_update` BEFORE UPDATE ON `sync_batches` BEGIN SELECT RAISE(ABORT, 'batches are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `sync_batches_no_delete` BEFORE DELETE ON `sync_batches` BEGIN SELECT RAISE(ABORT, 'batches are only added to'); END;
