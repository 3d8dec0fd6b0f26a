ALTER TABLE `import_reject` ADD `order_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `import_reject_order` ON `import_reject` (`org_id`,`job_id`,`order_key`);