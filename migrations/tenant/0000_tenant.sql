CREATE TABLE `change` (
	`org_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`version` integer NOT NULL,
	`patch` text NOT NULL,
	`row` text,
	`actor` text NOT NULL,
	`cause` text NOT NULL,
	`comment` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `change_entity` ON `change` (`org_id`,`entity_id`,`seq`);--> statement-breakpoint
CREATE TABLE `guard` (
	`broken` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`org_id` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `address` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`company` text NOT NULL,
	`line1` text NOT NULL,
	`line2` text NOT NULL,
	`city` text NOT NULL,
	`region` text NOT NULL,
	`post_code` text NOT NULL,
	`country` text NOT NULL,
	`phone` text NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `customer` (
	`rid` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`company` text NOT NULL,
	`external_id` text,
	`address_id` text,
	`search_name` text NOT NULL,
	`search_email` text NOT NULL,
	`search_phone` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_id` ON `customer` (`org_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customer_external` ON `customer` (`org_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `customer_email` ON `customer` (`org_id`,`email`);--> statement-breakpoint
CREATE TABLE `import_reject` (
	`org_id` text NOT NULL,
	`job_id` text NOT NULL,
	`row_number` integer NOT NULL,
	`cells` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`org_id`, `job_id`, `row_number`)
);
--> statement-breakpoint
CREATE TABLE `job` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`name` text NOT NULL,
	`spec` text NOT NULL,
	`progress` text NOT NULL,
	`actor` text NOT NULL,
	`error` text DEFAULT '' NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`lease_until`);--> statement-breakpoint
CREATE INDEX `job_created` ON `job` (`org_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `day_count` (
	`org_id` text NOT NULL,
	`day` text NOT NULL,
	`orders` integer NOT NULL,
	PRIMARY KEY(`org_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `facet` (
	`id` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`deleted` integer NOT NULL,
	`status_id` text NOT NULL,
	`stage` text NOT NULL,
	`payment_status` text NOT NULL,
	`unpaid` integer NOT NULL,
	`channel_id` text NOT NULL,
	`csr_id` text NOT NULL,
	`order_type` text NOT NULL,
	`high_risk` integer NOT NULL,
	`orders` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `facet_key` ON `facet` (`org_id`,`deleted`,`status_id`,`csr_id`,`channel_id`,`payment_status`,`order_type`,`unpaid`,`high_risk`,`stage`);--> statement-breakpoint
CREATE INDEX `facet_counted` ON `facet` (`org_id`,`deleted`,`status_id`,`csr_id`,`channel_id`,`payment_status`,`order_type`,`unpaid`,`high_risk`,`orders`);--> statement-breakpoint
CREATE TABLE `order_line` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`stock_code` text NOT NULL,
	`description` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`org_id`, `order_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`rid` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`version` integer NOT NULL,
	`placed_at` integer NOT NULL,
	`placed_day` text NOT NULL,
	`order_type` text NOT NULL,
	`channel_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`customer_name` text NOT NULL,
	`customer_email` text NOT NULL,
	`customer_phone` text NOT NULL,
	`company` text NOT NULL,
	`customer_sort` text NOT NULL,
	`status_id` text NOT NULL,
	`stage` text NOT NULL,
	`status_position` integer NOT NULL,
	`payment_status` text NOT NULL,
	`subtotal` integer NOT NULL,
	`discount` integer NOT NULL,
	`fee` integer NOT NULL,
	`tax` integer NOT NULL,
	`total` integer NOT NULL,
	`paid` integer NOT NULL,
	`refunded` integer NOT NULL,
	`due` integer NOT NULL,
	`unpaid` integer NOT NULL,
	`fraud_score` integer,
	`high_risk` integer NOT NULL,
	`reference` text NOT NULL,
	`tags` text NOT NULL,
	`csr_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`payment_method` text,
	`note` text NOT NULL,
	`delivery_address_id` text,
	`billing_address_id` text,
	`sent_at` integer,
	`line_count` integer NOT NULL,
	`external_id` text,
	`external_hash` text,
	`import_id` text,
	`search_name` text NOT NULL,
	`search_email` text NOT NULL,
	`search_phone` text NOT NULL,
	`search_reference` text NOT NULL,
	`facet_id` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_id` ON `orders` (`org_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`org_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_external` ON `orders` (`org_id`,`external_id`) WHERE external_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_placed` ON `orders` (`org_id`,`placed_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_status_placed` ON `orders` (`org_id`,`status_id`,`placed_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_csr_placed` ON `orders` (`org_id`,`csr_id`,`placed_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_channel_placed` ON `orders` (`org_id`,`channel_id`,`placed_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_agent_placed` ON `orders` (`org_id`,`agent_id`,`placed_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_payment_placed` ON `orders` (`org_id`,`payment_status`,`placed_at`,`id`) WHERE deleted_at IS NULL AND payment_status <> 'paid';--> statement-breakpoint
CREATE INDEX `orders_type_placed` ON `orders` (`org_id`,`order_type`,`placed_at`,`id`) WHERE deleted_at IS NULL AND order_type <> 'standard';--> statement-breakpoint
CREATE INDEX `orders_unpaid_placed` ON `orders` (`org_id`,`placed_at`,`id`) WHERE deleted_at IS NULL AND unpaid = 1;--> statement-breakpoint
CREATE INDEX `orders_risk_placed` ON `orders` (`org_id`,`placed_at`,`id`) WHERE deleted_at IS NULL AND high_risk = 1;--> statement-breakpoint
CREATE INDEX `orders_facet_placed` ON `orders` (`facet_id`,`placed_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`org_id`,`customer_sort`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_total` ON `orders` (`org_id`,`total`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_status` ON `orders` (`org_id`,`status_position`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `orders_unpaid_total` ON `orders` (`org_id`,`total`,`id`) WHERE deleted_at IS NULL AND unpaid = 1;--> statement-breakpoint
CREATE TABLE `payment` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`id` text NOT NULL,
	`method` text NOT NULL,
	`amount` integer NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `order_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `agent` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_name` ON `agent` (`org_id`,`name`);--> statement-breakpoint
CREATE TABLE `channel` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `channel_name` ON `channel` (`org_id`,`name`);--> statement-breakpoint
CREATE TABLE `head` (
	`org_id` text PRIMARY KEY NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`order_number` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `order_status` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`stage` text NOT NULL,
	`color` text NOT NULL,
	`position` integer NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	`mark` text,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_status_name` ON `order_status` (`org_id`,`name`);--> statement-breakpoint
CREATE TABLE `organization` (
	`org_id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`number_prefix` text NOT NULL,
	`tax_rate` integer NOT NULL,
	`tax_inclusive` integer NOT NULL,
	`risk_threshold` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `person` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `reason` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `product` (
	`rid` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`stock_code` text NOT NULL,
	`name` text NOT NULL,
	`price` integer NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	`search_code` text NOT NULL,
	`search_name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_code` ON `product` (`org_id`,`stock_code`);