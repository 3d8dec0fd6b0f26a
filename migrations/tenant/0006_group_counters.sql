--> formerly ae94d7b6552857e4af77c559ffc65c0089f258496fa54e3ccd8cc13f03b4bbdb
CREATE TABLE `facet_agent` (
	`org_id` text NOT NULL,
	`facet_id` integer NOT NULL,
	`agent_id` text NOT NULL,
	`orders` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`org_id`, `facet_id`, `agent_id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `day_count` ADD `total` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Every write from now on, beside the triggers of 0001: each adds to its own columns, so that none depends on which runs first.
CREATE TRIGGER orders_added_up AFTER INSERT ON orders BEGIN
  INSERT INTO facet_agent (org_id, facet_id, agent_id, orders, total) VALUES (NEW.org_id, NEW.facet_id, NEW.agent_id, 1, NEW.total)
    ON CONFLICT (org_id, facet_id, agent_id) DO UPDATE SET orders = orders + 1, total = total + excluded.total;
  INSERT INTO day_count (org_id, day, orders, total) VALUES (NEW.org_id, NEW.placed_day, 0, iif(NEW.deleted_at IS NULL, NEW.total, 0))
    ON CONFLICT (org_id, day) DO UPDATE SET total = total + excluded.total;
END;
--> statement-breakpoint
CREATE TRIGGER orders_agent_counted AFTER UPDATE OF facet_id, agent_id, total ON orders
WHEN OLD.facet_id <> NEW.facet_id OR OLD.agent_id <> NEW.agent_id OR OLD.total <> NEW.total BEGIN
  UPDATE facet_agent SET orders = orders - 1, total = total - OLD.total WHERE org_id = OLD.org_id AND facet_id = OLD.facet_id AND agent_id = OLD.agent_id;
  INSERT INTO facet_agent (org_id, facet_id, agent_id, orders, total) VALUES (NEW.org_id, NEW.facet_id, NEW.agent_id, 1, NEW.total)
    ON CONFLICT (org_id, facet_id, agent_id) DO UPDATE SET orders = orders + 1, total = total + excluded.total;
END;
--> statement-breakpoint
CREATE TRIGGER orders_day_summed AFTER UPDATE OF placed_day, deleted_at, total ON orders
WHEN OLD.placed_day <> NEW.placed_day OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) OR OLD.total <> NEW.total BEGIN
  UPDATE day_count SET total = total - iif(OLD.deleted_at IS NULL, OLD.total, 0) WHERE org_id = OLD.org_id AND day = OLD.placed_day;
  INSERT INTO day_count (org_id, day, orders, total) VALUES (NEW.org_id, NEW.placed_day, 0, iif(NEW.deleted_at IS NULL, NEW.total, 0))
    ON CONFLICT (org_id, day) DO UPDATE SET total = total + excluded.total;
END;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_grouped` ON `orders` (`org_id`,`placed_day`,`facet_id`,`agent_id`,`total`) WHERE deleted_at IS NULL;
--> step over day_count by 200
-- What stands in the database already is counted anew, each counter at one moment: so it is right whatever the triggers did to it before.
UPDATE day_count SET total = (SELECT coalesce(sum(o.total), 0) FROM orders o INDEXED BY orders_grouped WHERE o.org_id = day_count.org_id AND o.placed_day = day_count.day AND o.deleted_at IS NULL)
  WHERE rowid BETWEEN :from AND :to;
--> step alone
CREATE INDEX IF NOT EXISTS orders_counted_once ON orders (facet_id, agent_id, total);
--> step over facet by 500
DELETE FROM facet_agent WHERE (org_id, facet_id) IN (SELECT org_id, id FROM facet WHERE id BETWEEN :from AND :to);
--> statement-breakpoint
INSERT INTO facet_agent (org_id, facet_id, agent_id, orders, total)
  SELECT f.org_id, f.id, o.agent_id, count(*), sum(o.total) FROM facet f CROSS JOIN orders o INDEXED BY orders_counted_once ON o.facet_id = f.id WHERE f.id BETWEEN :from AND :to GROUP BY f.id, o.agent_id;
--> step alone
DROP INDEX IF EXISTS orders_counted_once;
