DROP INDEX `inspections_agency_in_campaign`;--> statement-breakpoint
ALTER TABLE `inspections` ADD `recheck_of` text REFERENCES inspections(id);--> statement-breakpoint
CREATE INDEX `inspections_recheck_of` ON `inspections` (`recheck_of`);--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_agency_in_campaign` ON `inspections` (`campaign_id`,`agency_id`) WHERE "inspections"."state" <> 'cancelled' and "inspections"."kind" <> 'recheck';--> statement-breakpoint
ALTER TABLE `criteria_sets` ADD `purpose` text DEFAULT 'scoring' NOT NULL;--> statement-breakpoint
ALTER TABLE `verifications` ADD `recheck_id` text REFERENCES inspections(id);