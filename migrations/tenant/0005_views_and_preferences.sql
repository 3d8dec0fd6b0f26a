CREATE TABLE `preference` (
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `person_id`, `field`)
);
--> statement-breakpoint
CREATE TABLE `saved_view` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`shared` integer NOT NULL,
	`query` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`org_id`, `id`)
);
