--> formerly 1b450f6c8aafc1e34fee6f1bdd757f4d66a3d19d83678c107b932ac3e7170d8a
CREATE TABLE `microsite` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `microsite_name` ON `microsite` (`org_id`,`name`);--> statement-breakpoint
ALTER TABLE `orders` ADD `microsite_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `invoice_status` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `tracking_number` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `tracking_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `post_code` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `search_post` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `search_stock` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE TRIGGER microsite_lookups_insert AFTER INSERT ON microsite BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER microsite_lookups_update AFTER UPDATE ON microsite BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER microsite_lookups_delete AFTER DELETE ON microsite BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;
--> step over orders by 5000
-- What orders are searched by from now on is filled in for those that there are, by the rules of domain/search-text.ts as far as SQL can follow them (letters beyond ASCII keep their accents until the order's next save).
UPDATE orders SET post_code = (SELECT a.post_code FROM address a WHERE a.org_id = orders.org_id AND a.id = orders.delivery_address_id)
  WHERE rid BETWEEN :from AND :to AND EXISTS (SELECT 1 FROM address a WHERE a.org_id = orders.org_id AND a.id = orders.delivery_address_id);--> statement-breakpoint
UPDATE orders SET search_post = lower(trim(replace(post_code, '-', ' '))) || iif(trim(replace(post_code, '-', ' ')) LIKE '% %', ' ' || lower(replace(replace(post_code, '-', ''), ' ', '')), '') WHERE rid BETWEEN :from AND :to AND post_code <> '';--> statement-breakpoint
UPDATE orders SET search_stock = coalesce((SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(group_concat(DISTINCT l.stock_code)), ',', ' '), '-', ' '), '_', ' '), '.', ' '), '/', ' '), '+', ' '), '#', ' '), ':', ' '), '(', ' '), ')', ' '), '&', ' '), '*', ' ') FROM order_line l WHERE l.org_id = orders.org_id AND l.order_id = orders.id), '') WHERE rid BETWEEN :from AND :to;
