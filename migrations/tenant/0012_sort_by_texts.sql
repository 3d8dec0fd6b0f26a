--> step alone
CREATE INDEX IF NOT EXISTS `orders_email` ON `orders` (`org_id`,`search_email`,`id`) WHERE deleted_at IS NULL;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_reference` ON `orders` (`org_id`,`search_reference`,`id`) WHERE deleted_at IS NULL;
--> step alone
CREATE INDEX IF NOT EXISTS `orders_company` ON `orders` (`org_id`,lower(company),`id`) WHERE deleted_at IS NULL;
