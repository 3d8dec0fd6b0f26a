--> formerly 4930ccfec4dfcba387d5d9e315a243d5da7c1aed6e33b90471197363c1302866
--> step alone
DROP INDEX IF EXISTS `orders_status`;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_microsite_placed` ON `orders` (`org_id`,`microsite_id`,`placed_at`,`id`) WHERE deleted_at IS NULL;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_method_placed` ON `orders` (`org_id`,`payment_method`,`placed_at`,`id`) WHERE deleted_at IS NULL;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_invoice_placed` ON `orders` (`org_id`,`invoice_status`,`placed_at`,`id`) WHERE deleted_at IS NULL;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_score_placed` ON `orders` (`org_id`,`fraud_score`,`placed_at`,`id`) WHERE deleted_at IS NULL;
--> step
-- Orders by tag, those that are not deleted, kept with every write: each tag is a range of its own in the order of time.
CREATE TABLE order_tag (org_id text NOT NULL, tag text NOT NULL, placed_at integer NOT NULL, id text NOT NULL, rid integer NOT NULL, PRIMARY KEY (org_id, tag, placed_at, id)) WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER orders_tagged AFTER INSERT ON orders WHEN NEW.tags <> '[]' AND NEW.deleted_at IS NULL BEGIN
  INSERT OR IGNORE INTO order_tag (org_id, tag, placed_at, id, rid) SELECT NEW.org_id, value, NEW.placed_at, NEW.id, NEW.rid FROM json_each(NEW.tags);
END;
--> statement-breakpoint
CREATE TRIGGER orders_retagged AFTER UPDATE OF tags, placed_at, deleted_at ON orders
WHEN OLD.tags <> NEW.tags OR OLD.placed_at <> NEW.placed_at OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  DELETE FROM order_tag WHERE org_id = OLD.org_id AND tag IN (SELECT value FROM json_each(OLD.tags)) AND placed_at = OLD.placed_at AND id = OLD.id;
  INSERT OR IGNORE INTO order_tag (org_id, tag, placed_at, id, rid) SELECT NEW.org_id, value, NEW.placed_at, NEW.id, NEW.rid FROM json_each(NEW.tags) WHERE NEW.deleted_at IS NULL;
END;
--> step over orders by 20000
INSERT OR IGNORE INTO order_tag (org_id, tag, placed_at, id, rid) SELECT o.org_id, t.value, o.placed_at, o.id, o.rid FROM orders o CROSS JOIN json_each(o.tags) t WHERE o.rid BETWEEN :from AND :to AND o.tags <> '[]' AND o.deleted_at IS NULL;
--> step over orders by 2000
-- A phone number is found without its leading zeros too (see phoneTokens).
UPDATE orders SET search_phone = search_phone || ' ' || ltrim(substr(search_phone, 1, instr(search_phone || ' ', ' ') - 1), '0')
  WHERE rid BETWEEN :from AND :to AND search_phone LIKE '0______%';
--> step
-- The search index with post codes, stock codes and the short form of the number. Until it holds all orders, the one that there is goes on.
CREATE VIRTUAL TABLE orders_search_next USING fts5(org, number, name, email, phone, reference, postcode, stock, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE TRIGGER orders_inserted_next AFTER INSERT ON orders BEGIN
  INSERT INTO orders_search_next (rowid, org, number, name, email, phone, reference, postcode, stock) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0') || ' ' || rtrim(NEW.number, '0123456789') || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference, NEW.search_post, NEW.search_stock);
END;
--> statement-breakpoint
CREATE TRIGGER orders_indexed_next AFTER UPDATE OF number, search_name, search_email, search_phone, search_reference, search_post, search_stock ON orders
WHEN OLD.number <> NEW.number OR OLD.search_name <> NEW.search_name OR OLD.search_email <> NEW.search_email OR OLD.search_phone <> NEW.search_phone
  OR OLD.search_reference <> NEW.search_reference OR OLD.search_post <> NEW.search_post OR OLD.search_stock <> NEW.search_stock BEGIN
  DELETE FROM orders_search_next WHERE rowid = OLD.rid;
  INSERT INTO orders_search_next (rowid, org, number, name, email, phone, reference, postcode, stock) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0') || ' ' || rtrim(NEW.number, '0123456789') || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference, NEW.search_post, NEW.search_stock);
END;
--> step over orders by 2000
INSERT OR REPLACE INTO orders_search_next (rowid, org, number, name, email, phone, reference, postcode, stock)
  SELECT rid, replace(org_id, '_', ''), number || ' ' || substr(number, length(rtrim(number, '0123456789')) + 1) || ' ' || ltrim(substr(number, length(rtrim(number, '0123456789')) + 1), '0') || ' ' || rtrim(number, '0123456789') || ltrim(substr(number, length(rtrim(number, '0123456789')) + 1), '0'),
    search_name, search_email, search_phone, search_reference, search_post, search_stock FROM orders WHERE rid BETWEEN :from AND :to;
--> step
DROP TRIGGER orders_inserted;
--> statement-breakpoint
DROP TRIGGER orders_indexed;
--> statement-breakpoint
DROP TRIGGER orders_inserted_next;
--> statement-breakpoint
DROP TRIGGER orders_indexed_next;
--> statement-breakpoint
ALTER TABLE orders_search RENAME TO orders_search_before;
--> statement-breakpoint
ALTER TABLE orders_search_next RENAME TO orders_search;
--> statement-breakpoint
CREATE TRIGGER orders_inserted AFTER INSERT ON orders BEGIN
  INSERT INTO orders_search (rowid, org, number, name, email, phone, reference, postcode, stock) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0') || ' ' || rtrim(NEW.number, '0123456789') || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference, NEW.search_post, NEW.search_stock);
  UPDATE facet SET orders = orders + 1, total = total + NEW.total WHERE id = NEW.facet_id;
  INSERT INTO day_count (org_id, day, orders) VALUES (NEW.org_id, NEW.placed_day, NEW.deleted_at IS NULL)
    ON CONFLICT (org_id, day) DO UPDATE SET orders = orders + excluded.orders;
END;
--> statement-breakpoint
CREATE TRIGGER orders_indexed AFTER UPDATE OF number, search_name, search_email, search_phone, search_reference, search_post, search_stock ON orders
WHEN OLD.number <> NEW.number OR OLD.search_name <> NEW.search_name OR OLD.search_email <> NEW.search_email OR OLD.search_phone <> NEW.search_phone
  OR OLD.search_reference <> NEW.search_reference OR OLD.search_post <> NEW.search_post OR OLD.search_stock <> NEW.search_stock BEGIN
  DELETE FROM orders_search WHERE rowid = OLD.rid;
  INSERT INTO orders_search (rowid, org, number, name, email, phone, reference, postcode, stock) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0') || ' ' || rtrim(NEW.number, '0123456789') || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference, NEW.search_post, NEW.search_stock);
END;
--> step alone
DROP TABLE IF EXISTS orders_search_before;
