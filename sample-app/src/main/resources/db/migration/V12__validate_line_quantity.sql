-- migrate:precondition
SELECT order_id, line_no, quantity FROM order_lines WHERE quantity > 1000 LIMIT 10;

-- migrate:up
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_quantity_limit;

-- migrate:down
ALTER TABLE order_lines DROP CONSTRAINT order_lines_quantity_limit;
ALTER TABLE order_lines ADD CONSTRAINT order_lines_quantity_limit CHECK (quantity <= 1000) NOT VALID;
