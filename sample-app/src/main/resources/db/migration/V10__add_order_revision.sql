-- For optimistic locking. The default is a constant: the table is not rewritten, and instances that do not
-- know the column keep inserting.

-- migrate:up
ALTER TABLE orders ADD COLUMN revision integer NOT NULL DEFAULT 0;

-- migrate:down
ALTER TABLE orders DROP COLUMN revision;
