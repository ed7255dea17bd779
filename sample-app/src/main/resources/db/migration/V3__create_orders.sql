-- migrate:up
CREATE TYPE order_status AS ENUM ('PLACED', 'SHIPPED', 'CANCELLED');

CREATE TABLE orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint       NOT NULL,
    status      order_status NOT NULL DEFAULT 'PLACED',
    placed_at   timestamptz  NOT NULL DEFAULT now(),
    updated_at  timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers
);

CREATE TABLE order_lines (
    order_id   bigint         NOT NULL,
    line_no    integer        NOT NULL,
    product_id bigint         NOT NULL,
    quantity   integer        NOT NULL,
    unit_price numeric(10, 2) NOT NULL,
    CONSTRAINT order_lines_pkey PRIMARY KEY (order_id, line_no),
    CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders ON DELETE CASCADE,
    CONSTRAINT order_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES products,
    CONSTRAINT order_lines_quantity_positive CHECK (quantity > 0)
);

CREATE INDEX order_lines_product_id_idx ON order_lines (product_id);

-- migrate:down
-- R__order_totals.sql has no down of its own
DROP VIEW IF EXISTS order_totals;
DROP TABLE order_lines;
DROP TABLE orders;
DROP TYPE order_status;
