CREATE TABLE `bulk_chunk` (
	`org_id` text NOT NULL,
	`job_id` text NOT NULL,
	`chunk` integer NOT NULL,
	`items` text NOT NULL,
	`undo_from` integer,
	`undo_to` integer,
	`from_seq` integer,
	`to_seq` integer,
	PRIMARY KEY(`org_id`, `job_id`, `chunk`)
);
--> statement-breakpoint
CREATE TABLE `bulk_outcome` (
	`org_id` text NOT NULL,
	`job_id` text NOT NULL,
	`rank` integer NOT NULL,
	`position` integer NOT NULL,
	`order_id` text NOT NULL,
	`outcome` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`org_id`, `job_id`, `rank`, `position`)
);
