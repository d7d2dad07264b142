CREATE TABLE `audit_lines` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`inspection_id` text,
	`old` text,
	`new` text,
	`address` text DEFAULT '' NOT NULL,
	`device` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_lines_subject` ON `audit_lines` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `audit_lines_inspection` ON `audit_lines` (`inspection_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`day` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "calendar_days_kind" CHECK("calendar_days"."kind" in ('holiday', 'working'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `criteria_sets` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`set_version` integer NOT NULL,
	`title` text NOT NULL,
	`level` text NOT NULL,
	`year` integer NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`published_at` integer,
	`retired_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "criteria_sets_status" CHECK("criteria_sets"."status" in ('draft', 'published', 'retired'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `criteria_sets_version` ON `criteria_sets` (`code`,`set_version`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`kind` text NOT NULL,
	`issuing_body` text NOT NULL,
	`number` integer NOT NULL,
	`sign` text NOT NULL,
	`year` integer NOT NULL,
	`issued_on` text NOT NULL,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`rendered_sha256` text NOT NULL,
	`sealed_sha256` text,
	`check_code` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`sealed_at` integer,
	`superseded_by` text,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`rendered_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`sealed_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "documents_number_positive" CHECK("documents"."number" > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_check_code` ON `documents` (`check_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `documents_number` ON `documents` (`issuing_body`,`kind`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `documents_inspection` ON `documents` (`inspection_id`,`kind`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`side` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`stage` text,
	`file_sha256` text,
	`file_name` text DEFAULT '' NOT NULL,
	`citation` text,
	`caption` text DEFAULT '' NOT NULL,
	`taken_at` integer,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`file_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "evidence_subject_kind" CHECK("evidence"."subject_kind" in ('answer', 'finding', 'explanation', 'progress')),
	CONSTRAINT "evidence_something" CHECK("evidence"."file_sha256" is not null or "evidence"."citation" is not null)
) STRICT;
--> statement-breakpoint
CREATE INDEX `evidence_subject` ON `evidence` (`inspection_id`,`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE TABLE `files` (
	`sha256` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`media_type` text NOT NULL,
	`stored_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `answers` (
	`inspection_id` text NOT NULL,
	`stage` text NOT NULL,
	`code` text NOT NULL,
	`input` text,
	`not_applicable_reason` text,
	`note` text DEFAULT '' NOT NULL,
	`explanation` text DEFAULT '' NOT NULL,
	`change_reason` text DEFAULT '' NOT NULL,
	`figures_on` text,
	`seen` text NOT NULL,
	`flagged` integer DEFAULT false NOT NULL,
	`points` integer,
	`changed_in` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_device` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`inspection_id`, `stage`, `code`),
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "answers_stage" CHECK("answers"."stage" in ('self', 'appraisal', 'reappraisal', 'final'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`year` integer NOT NULL,
	`plan` text,
	`decision` text,
	`team_name` text NOT NULL,
	`period_from` text NOT NULL,
	`period_to` text NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "campaigns_period" CHECK("campaigns"."period_from" <= "campaigns"."period_to")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_code` ON `campaigns` (`code`);--> statement-breakpoint
CREATE TABLE `demands` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`text` text NOT NULL,
	`addressed_to` text DEFAULT '' NOT NULL,
	`due_on` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `demands_inspection` ON `demands` (`inspection_id`);--> statement-breakpoint
CREATE TABLE `drawn_signatures` (
	`inspection_id` text NOT NULL,
	`side` text NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`strokes` text NOT NULL,
	`signed_at` integer NOT NULL,
	`content_hash` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`inspection_id`, `side`),
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "drawn_signatures_side" CHECK("drawn_signatures"."side" in ('team', 'agency'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `findings` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`number` integer NOT NULL,
	`area_code` text NOT NULL,
	`subcriterion_code` text,
	`text` text NOT NULL,
	`severity` text NOT NULL,
	`cause` text DEFAULT '' NOT NULL,
	`cause_kind` text DEFAULT 'subjective' NOT NULL,
	`responsible_unit` text DEFAULT '' NOT NULL,
	`demand` text DEFAULT '' NOT NULL,
	`due_on` text,
	`state` text DEFAULT 'open' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "findings_severity" CHECK("findings"."severity" in ('minor', 'moderate', 'serious'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `findings_number` ON `findings` (`inspection_id`,`number`);--> statement-breakpoint
CREATE TABLE `inspection_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`transition` text NOT NULL,
	`from_state` text NOT NULL,
	`to_state` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`actor_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`actor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `inspection_moves_inspection` ON `inspection_moves` (`inspection_id`);--> statement-breakpoint
CREATE TABLE `inspections` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`campaign_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`criteria_set_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`visit_on` text,
	`visit_at` text DEFAULT '08:00' NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`notice_text` text DEFAULT '' NOT NULL,
	`self_due_on` text,
	`explanation_due_on` text,
	`plan_due_on` text,
	`report_due_on` text,
	`visit_notice` text,
	`conclusion_responsibility` text DEFAULT '' NOT NULL,
	`remedy_texts` text NOT NULL,
	`state_reason` text DEFAULT '' NOT NULL,
	`illustrative` integer DEFAULT false NOT NULL,
	`session` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`criteria_set_id`) REFERENCES `criteria_sets`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_code` ON `inspections` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_agency_in_campaign` ON `inspections` (`campaign_id`,`agency_id`) WHERE "inspections"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX `inspections_agency` ON `inspections` (`agency_id`);--> statement-breakpoint
CREATE TABLE `operations` (
	`op_id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`actor_id` text NOT NULL,
	`base_version` integer NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`before` text,
	`made_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`version` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `operations_inspection` ON `operations` (`inspection_id`,`version`);--> statement-breakpoint
CREATE TABLE `strengths` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`area_code` text NOT NULL,
	`text` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `strengths_inspection` ON `strengths` (`inspection_id`);--> statement-breakpoint
CREATE TABLE `team_members` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`areas` text NOT NULL,
	`duty` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "team_members_role" CHECK("team_members"."role" in ('lead', 'deputy_lead', 'secretary', 'member'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `team_members_account` ON `team_members` (`inspection_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `team_members_by_account` ON `team_members` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `team_members_lead` ON `team_members` (`inspection_id`) WHERE "team_members"."role" = 'lead';--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`display_name` text NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`role` text NOT NULL,
	`agency_id` text,
	`password_hash` text NOT NULL,
	`must_change_password` integer DEFAULT true NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "accounts_role" CHECK("accounts"."role" in ('admin', 'planner', 'inspector', 'clerk', 'viewer', 'agency_head', 'agency_officer', 'agency_clerk')),
	CONSTRAINT "accounts_agency" CHECK(("accounts"."role" in ('agency_head', 'agency_officer', 'agency_clerk')) = ("accounts"."agency_id" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_username` ON `accounts` (`username`);--> statement-breakpoint
CREATE TABLE `agencies` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`sign` text NOT NULL,
	`level` text NOT NULL,
	`superior` text NOT NULL,
	`head_title` text NOT NULL,
	`place` text NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "agencies_level" CHECK("agencies"."level" in ('department', 'commune')),
	CONSTRAINT "agencies_validity" CHECK("agencies"."valid_to" is null or "agencies"."valid_from" is null or "agencies"."valid_from" <= "agencies"."valid_to")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `agencies_code` ON `agencies` (`code`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`handle` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`absolute_expires_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`device` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_handle` ON `sessions` (`handle`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "units_kind" CHECK("units"."kind" in ('office', 'service_unit', 'branch'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `units_name` ON `units` (`agency_id`,`name`);--> statement-breakpoint
CREATE TABLE `actions` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`finding_id` text NOT NULL,
	`position` integer NOT NULL,
	`cause` text NOT NULL,
	`measure` text NOT NULL,
	`product` text NOT NULL,
	`lead_unit` text NOT NULL,
	`person_in_charge` text NOT NULL,
	`support` text DEFAULT '' NOT NULL,
	`due_on` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `actions_finding` ON `actions` (`finding_id`);--> statement-breakpoint
CREATE INDEX `actions_inspection` ON `actions` (`inspection_id`);--> statement-breakpoint
CREATE TABLE `explanations` (
	`id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`finding_id` text,
	`subcriterion_code` text,
	`stance` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`requested_points` integer,
	`written_by` text NOT NULL,
	`written_at` integer NOT NULL,
	`decision` text,
	`decision_reason` text DEFAULT '' NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "explanations_one_subject" CHECK(("explanations"."finding_id" is null) <> ("explanations"."subcriterion_code" is null)),
	CONSTRAINT "explanations_stance" CHECK("explanations"."stance" in ('agree', 'agree_in_part', 'disagree'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `explanations_finding` ON `explanations` (`inspection_id`,`finding_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `explanations_code` ON `explanations` (`inspection_id`,`subcriterion_code`);--> statement-breakpoint
CREATE TABLE `progress_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`percent` integer NOT NULL,
	`state` text NOT NULL,
	`numerator` integer,
	`denominator` integer,
	`as_of_on` text NOT NULL,
	`done_text` text NOT NULL,
	`remaining_text` text DEFAULT '' NOT NULL,
	`delay_reason` text DEFAULT '' NOT NULL,
	`new_due_on` text,
	`reported_by` text NOT NULL,
	`reported_at` integer NOT NULL,
	FOREIGN KEY (`action_id`) REFERENCES `actions`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "progress_reports_percent" CHECK("progress_reports"."percent" between 0 and 100),
	CONSTRAINT "progress_reports_state" CHECK("progress_reports"."state" in ('doing', 'submitted_awaiting', 'done'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `progress_reports_action` ON `progress_reports` (`action_id`,`reported_at`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`finding_id` text NOT NULL,
	`result` text NOT NULL,
	`reason` text NOT NULL,
	`verified_by` text NOT NULL,
	`verified_at` integer NOT NULL,
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "verifications_result" CHECK("verifications"."result" in ('verified', 'returned'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `verifications_finding` ON `verifications` (`finding_id`);