CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100) NOT NULL, email text, code char(4), country text
    DEFAULT 'CH', vat numeric(10, 2), created timestamptz NOT NULL DEFAULT now(), active boolean, note varchar(20),
    age int, tags text[], "Select" text, birthday date NOT NULL DEFAULT current_date);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text, total numeric(12, 2), placed timestamp,
    CONSTRAINT orders_total_check CHECK (total >= 0), CONSTRAINT orders_state_check CHECK (state <> ''));
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_state_idx ON orders (state);
CREATE TABLE items (id int PRIMARY KEY, order_id bigint NOT NULL, qty smallint, price int, sku text,
    CONSTRAINT items_sku_there CHECK (sku IS NOT NULL));
ALTER TABLE items ADD CONSTRAINT items_order_fk FOREIGN KEY (order_id) REFERENCES orders (id);
CREATE INDEX items_order_idx ON items (order_id);
CREATE TABLE plain (a int, b text, c int NOT NULL, d text);
CREATE UNIQUE INDEX plain_a_idx ON plain (a);
CREATE UNIQUE INDEX plain_c_idx ON plain (c);
CREATE UNLOGGED TABLE cache (id bigint PRIMARY KEY, body text);
CREATE TABLE "Order Notes" (id bigint PRIMARY KEY, "Text" text);
CREATE TABLE logs (id bigint, at date NOT NULL, line text) PARTITION BY RANGE (at);
CREATE TABLE logs_2025 PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE logs_2026 (id bigint, at date NOT NULL, line text);
CREATE TABLE events (id bigint, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_login (id bigint, kind text NOT NULL);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE DOMAIN label AS text;
CREATE TABLE people (id bigint PRIMARY KEY, mood mood, age posint, title label);
CREATE VIEW order_totals AS SELECT id, total FROM orders;
CREATE MATERIALIZED VIEW customer_counts AS SELECT country, count(*) AS n FROM customers GROUP BY country;
CREATE UNIQUE INDEX customer_counts_idx ON customer_counts (country);
CREATE SEQUENCE order_numbers;
CREATE SCHEMA archive;
CREATE TABLE archive.orders_2020 (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.placed := now(); RETURN NEW; END $$;
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION price_of(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n';
CREATE FUNCTION dice() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 4';
CREATE TABLE tickets (id bigserial PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok', state text NOT NULL DEFAULT 'new',
    seat bigint GENERATED ALWAYS AS IDENTITY, note text DEFAULT '', closed boolean NOT NULL);
CREATE POLICY tickets_open ON people USING (true);
CREATE AGGREGATE best (int) (SFUNC = int4larger, STYPE = int);
CREATE FUNCTION rank_of(n int) RETURNS int LANGUAGE sql STABLE AS 'SELECT n';
CREATE RULE cache_keep AS ON DELETE TO cache DO INSTEAD NOTHING;
CREATE TYPE weather AS ENUM ('dry', 'wet');
