-- Holds for new lines at once. The lines that are there are checked by the next migration: in one
-- transaction with this one, nobody could write the table during the scan.

-- migrate:up
ALTER TABLE order_lines ADD CONSTRAINT order_lines_quantity_limit CHECK (quantity <= 1000) NOT VALID;

-- migrate:down
ALTER TABLE order_lines DROP CONSTRAINT order_lines_quantity_limit;
