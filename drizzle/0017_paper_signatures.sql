CREATE TABLE `paper_signatures` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`position` integer NOT NULL,
	`way` text NOT NULL,
	`slot` integer,
	`role` text,
	`base_sha256` text NOT NULL,
	`file_sha256` text NOT NULL,
	`signer_name` text,
	`organisation` text,
	`issuer` text,
	`serial_number` text,
	`valid_from` integer,
	`valid_to` integer,
	`level` text,
	`claimed_at` integer,
	`stamped_at` integer,
	`stamp` text,
	`name_confirmed` integer DEFAULT false NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`base_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`file_sha256`) REFERENCES `files`(`sha256`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "paper_signatures_way" CHECK("paper_signatures"."way" in ('app', 'outside', 'scan')),
	CONSTRAINT "paper_signatures_scan" CHECK(("paper_signatures"."way" = 'scan') = ("paper_signatures"."slot" is null)),
	CONSTRAINT "paper_signatures_signed" CHECK(("paper_signatures"."slot" is null) = ("paper_signatures"."signer_name" is null)),
	CONSTRAINT "paper_signatures_level" CHECK("paper_signatures"."level" is null or "paper_signatures"."level" in ('B-B', 'B-T'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `paper_signatures_position` ON `paper_signatures` (`document_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `paper_signatures_slot` ON `paper_signatures` (`document_id`,`slot`);--> statement-breakpoint
CREATE INDEX `paper_signatures_file` ON `paper_signatures` (`file_sha256`);--> statement-breakpoint
ALTER TABLE `documents` ADD `signer_places` text;--> statement-breakpoint
-- A signature that was put on a paper stays, whatever the code above does; so does the room kept for it.
CREATE TRIGGER `paper_signatures_no_update` BEFORE UPDATE ON `paper_signatures` BEGIN SELECT RAISE(ABORT, 'signatures of a paper are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `paper_signatures_no_delete` BEFORE DELETE ON `paper_signatures` BEGIN SELECT RAISE(ABORT, 'signatures of a paper are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_places_frozen` BEFORE UPDATE OF `signer_places` ON `documents` BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END;
