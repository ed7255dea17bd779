-- Cannot run in a transaction, hence alone in its file.

-- migrate:up
CREATE INDEX CONCURRENTLY orders_customer_id_placed_at_idx ON orders (customer_id, placed_at DESC);

-- migrate:down
DROP INDEX CONCURRENTLY orders_customer_id_placed_at_idx;
