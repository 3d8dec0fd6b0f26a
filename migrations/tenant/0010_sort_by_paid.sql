--> step alone
CREATE INDEX IF NOT EXISTS `orders_paid` ON `orders` (`org_id`,`paid`,`id`) WHERE deleted_at IS NULL;
