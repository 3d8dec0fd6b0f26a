--> step over orders by 2000
-- Letters that no accent makes of another are found as people type them (see folded): only where the text itself has one, for a stock code may be called Z00142.
UPDATE orders SET search_name = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_name, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND (customer_name || company) GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
UPDATE orders SET search_email = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_email, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND customer_email GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
UPDATE orders SET search_reference = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_reference, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND reference GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
UPDATE orders SET search_post = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_post, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND post_code GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
UPDATE orders SET search_stock = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_stock, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND search_stock LIKE '%z00%' AND EXISTS (SELECT 1 FROM order_line l WHERE l.org_id = orders.org_id AND l.order_id = orders.id AND l.stock_code GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*');
--> statement-breakpoint
-- A phone number is found without the 00 before its country code (see phoneTokens).
UPDATE orders SET search_phone = (
    SELECT n || iif(length(n) > 6, ' ' || substr(n, 3) || ' ' || substr(n, 4) || iif(ltrim(n, '0') IN (n, substr(n, 3), substr(n, 4)), '', ' ' || ltrim(n, '0')), '')
    FROM (SELECT iif(d LIKE '00%', substr(d, 3), d) AS n FROM (SELECT substr(search_phone, 1, instr(search_phone || ' ', ' ') - 1) AS d)))
  WHERE rid BETWEEN :from AND :to AND search_phone LIKE '00%';
--> step over customer by 2000
UPDATE customer SET search_name = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_name, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND (name || company) GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
UPDATE customer SET search_email = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_email, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND email GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
-- Also without its leading zeros, as that of an order.
UPDATE customer SET search_phone = (
    SELECT n || iif(length(n) > 6, ' ' || substr(n, 3) || ' ' || substr(n, 4) || iif(ltrim(n, '0') IN (n, substr(n, 3), substr(n, 4)), '', ' ' || ltrim(n, '0')), '')
    FROM (SELECT iif(d LIKE '00%', substr(d, 3), d) AS n FROM (SELECT substr(search_phone, 1, instr(search_phone || ' ', ' ') - 1) AS d)))
  WHERE rid BETWEEN :from AND :to AND search_phone LIKE '0%';
--> step over product by 2000
UPDATE product SET search_code = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_code, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND stock_code GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
--> statement-breakpoint
UPDATE product SET search_name = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_name, 'z00142', 'l'), 'z000f8', 'o'), 'z00111', 'd'), 'z000f0', 'd'), 'z00127', 'h'), 'z00167', 't'), 'z00131', 'i'), 'z000df', 'ss'), 'z000e6', 'ae'), 'z00153', 'oe'), 'z000fe', 'th'), 'z002bc', ' '), 'z002bb', ' ')
  WHERE rid BETWEEN :from AND :to AND name GLOB '*[łŁøØǾǿđĐðÐħĦŧŦıßẞæÆǼǽǢǣœŒþÞʼʻ]*';
