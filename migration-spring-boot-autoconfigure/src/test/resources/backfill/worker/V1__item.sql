-- migrate:up
CREATE TABLE item (id int PRIMARY KEY, name text, upper_name text);
INSERT INTO item SELECT i, 'name ' || i FROM generate_series(1, 500) i;

-- migrate:backfill table=item
UPDATE item SET upper_name = upper(name) WHERE upper_name IS NULL AND :batch;

-- migrate:verify
SELECT id FROM item WHERE upper_name IS NULL LIMIT 10;
