ALTER TABLE `head` ADD `lookups` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE TRIGGER organization_lookups_insert AFTER INSERT ON organization BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER organization_lookups_update AFTER UPDATE ON organization BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER organization_lookups_delete AFTER DELETE ON organization BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;--> statement-breakpoint
CREATE TRIGGER order_status_lookups_insert AFTER INSERT ON order_status BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER order_status_lookups_update AFTER UPDATE ON order_status BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER order_status_lookups_delete AFTER DELETE ON order_status BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;--> statement-breakpoint
CREATE TRIGGER channel_lookups_insert AFTER INSERT ON channel BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER channel_lookups_update AFTER UPDATE ON channel BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER channel_lookups_delete AFTER DELETE ON channel BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;--> statement-breakpoint
CREATE TRIGGER person_lookups_insert AFTER INSERT ON person BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER person_lookups_update AFTER UPDATE ON person BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER person_lookups_delete AFTER DELETE ON person BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;--> statement-breakpoint
CREATE TRIGGER agent_lookups_insert AFTER INSERT ON agent BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER agent_lookups_update AFTER UPDATE ON agent BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER agent_lookups_delete AFTER DELETE ON agent BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;--> statement-breakpoint
CREATE TRIGGER reason_lookups_insert AFTER INSERT ON reason BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER reason_lookups_update AFTER UPDATE ON reason BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = NEW.org_id; END;--> statement-breakpoint
CREATE TRIGGER reason_lookups_delete AFTER DELETE ON reason BEGIN UPDATE head SET lookups = lookups + 1 WHERE org_id = OLD.org_id; END;
