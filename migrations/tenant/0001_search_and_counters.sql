-- What drizzle cannot say: search indexes (FTS5 without content, deletable by rowid)
-- and the triggers that keep them and the counters with every write, whoever writes.
CREATE VIRTUAL TABLE orders_search USING fts5(org, number, name, email, phone, reference, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE customer_search USING fts5(org, name, email, phone, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE product_search USING fts5(org, code, name, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE TRIGGER orders_inserted AFTER INSERT ON orders BEGIN
  INSERT INTO orders_search (rowid, org, number, name, email, phone, reference) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference);
  UPDATE facet SET orders = orders + 1, total = total + NEW.total WHERE id = NEW.facet_id;
  INSERT INTO day_count (org_id, day, orders) VALUES (NEW.org_id, NEW.placed_day, NEW.deleted_at IS NULL)
    ON CONFLICT (org_id, day) DO UPDATE SET orders = orders + excluded.orders;
END;
--> statement-breakpoint
CREATE TRIGGER orders_counted AFTER UPDATE OF facet_id, total ON orders
WHEN OLD.facet_id <> NEW.facet_id OR OLD.total <> NEW.total BEGIN
  UPDATE facet SET orders = orders - 1, total = total - OLD.total WHERE id = OLD.facet_id;
  UPDATE facet SET orders = orders + 1, total = total + NEW.total WHERE id = NEW.facet_id;
END;
--> statement-breakpoint
CREATE TRIGGER orders_day_counted AFTER UPDATE OF placed_day, deleted_at ON orders
WHEN OLD.placed_day <> NEW.placed_day OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  UPDATE day_count SET orders = orders - (OLD.deleted_at IS NULL) WHERE org_id = OLD.org_id AND day = OLD.placed_day;
  INSERT INTO day_count (org_id, day, orders) VALUES (NEW.org_id, NEW.placed_day, NEW.deleted_at IS NULL)
    ON CONFLICT (org_id, day) DO UPDATE SET orders = orders + excluded.orders;
END;
--> statement-breakpoint
CREATE TRIGGER orders_indexed AFTER UPDATE OF number, search_name, search_email, search_phone, search_reference ON orders
WHEN OLD.number <> NEW.number OR OLD.search_name <> NEW.search_name OR OLD.search_email <> NEW.search_email OR OLD.search_phone <> NEW.search_phone OR OLD.search_reference <> NEW.search_reference BEGIN
  DELETE FROM orders_search WHERE rowid = OLD.rid;
  INSERT INTO orders_search (rowid, org, number, name, email, phone, reference) VALUES (
    NEW.rid, replace(NEW.org_id, '_', ''),
    NEW.number || ' ' || substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1) || ' ' || ltrim(substr(NEW.number, length(rtrim(NEW.number, '0123456789')) + 1), '0'),
    NEW.search_name, NEW.search_email, NEW.search_phone, NEW.search_reference);
END;
--> statement-breakpoint
CREATE TRIGGER customer_inserted AFTER INSERT ON customer BEGIN
  INSERT INTO customer_search (rowid, org, name, email, phone) VALUES (NEW.rid, replace(NEW.org_id, '_', ''), NEW.search_name, NEW.search_email, NEW.search_phone);
END;
--> statement-breakpoint
CREATE TRIGGER customer_indexed AFTER UPDATE OF search_name, search_email, search_phone ON customer BEGIN
  DELETE FROM customer_search WHERE rowid = OLD.rid;
  INSERT INTO customer_search (rowid, org, name, email, phone) VALUES (NEW.rid, replace(NEW.org_id, '_', ''), NEW.search_name, NEW.search_email, NEW.search_phone);
END;
--> statement-breakpoint
CREATE TRIGGER product_inserted AFTER INSERT ON product BEGIN
  INSERT INTO product_search (rowid, org, code, name) VALUES (NEW.rid, replace(NEW.org_id, '_', ''), NEW.search_code, NEW.search_name);
END;
--> statement-breakpoint
CREATE TRIGGER product_indexed AFTER UPDATE OF search_code, search_name ON product BEGIN
  DELETE FROM product_search WHERE rowid = OLD.rid;
  INSERT INTO product_search (rowid, org, code, name) VALUES (NEW.rid, replace(NEW.org_id, '_', ''), NEW.search_code, NEW.search_name);
END;
