CREATE TABLE `facet_count` (
	`facet_id` integer PRIMARY KEY NOT NULL,
	`orders` integer NOT NULL,
	`total` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO facet_count (facet_id, orders, total) SELECT id, orders, total FROM facet;
--> statement-breakpoint
DROP TRIGGER orders_inserted;
--> statement-breakpoint
CREATE TRIGGER orders_inserted AFTER INSERT ON orders BEGIN
  INSERT INTO orders_search (rowid, org, number, name, email, phone, reference, postcode, stock) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0') || ' ' || rtrim(NEW.number, '0123456789') || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference, NEW.search_post, NEW.search_stock);
  INSERT INTO facet_count (facet_id, orders, total) VALUES (NEW.facet_id, 1, NEW.total)
    ON CONFLICT (facet_id) DO UPDATE SET orders = orders + 1, total = total + excluded.total;
  INSERT INTO day_count (org_id, day, orders) VALUES (NEW.org_id, NEW.placed_day, NEW.deleted_at IS NULL)
    ON CONFLICT (org_id, day) DO UPDATE SET orders = orders + excluded.orders;
END;
--> statement-breakpoint
DROP TRIGGER orders_counted;
--> statement-breakpoint
CREATE TRIGGER orders_counted AFTER UPDATE OF facet_id, total ON orders
WHEN OLD.facet_id <> NEW.facet_id OR OLD.total <> NEW.total BEGIN
  UPDATE facet_count SET orders = orders - 1, total = total - OLD.total WHERE facet_id = OLD.facet_id;
  INSERT INTO facet_count (facet_id, orders, total) VALUES (NEW.facet_id, 1, NEW.total)
    ON CONFLICT (facet_id) DO UPDATE SET orders = orders + 1, total = total + excluded.total;
END;
--> statement-breakpoint
DROP INDEX `facet_counted`;--> statement-breakpoint
ALTER TABLE `facet` DROP COLUMN `orders`;--> statement-breakpoint
ALTER TABLE `facet` DROP COLUMN `total`;
