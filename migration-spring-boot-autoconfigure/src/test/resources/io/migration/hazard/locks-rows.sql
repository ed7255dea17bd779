INSERT INTO r SELECT g, 'c' || g FROM generate_series(1, 1000) g;
INSERT INTO t (id, a, b, c20, c50, cc, txt, ci, rid, n, ts, tz, ip, bt, vb, iv, ch, j, jb, e, u, p3, nn)
  SELECT g, g, 'b' || g, 'c' || g, 'd', 'e', '1', 'ci' || g, 1 + g % 1000, 1.5, now(), now(), '10.0.0.0/8', B'10101010', B'1010',
         '1 day', 'x', '{}', '{}', 'ok', gen_random_uuid(), 1, g FROM generate_series(1, 20000) g;
INSERT INTO f SELECT g, 1 + g % 1000, NULL FROM generate_series(1, 5000) g;
INSERT INTO p SELECT g, g, 1 + g % 1000 FROM generate_series(0, 1999) g;
INSERT INTO s SELECT g, g, 1 FROM generate_series(2000, 2999) g;
INSERT INTO q SELECT g, g FROM generate_series(0, 999) g;
INSERT INTO q SELECT g, g FROM generate_series(5000, 5999) g;
INSERT INTO qs SELECT g, g FROM generate_series(1000, 1999) g;
INSERT INTO cc SELECT g, g FROM generate_series(1, 5000) g;
INSERT INTO ul SELECT generate_series(1, 1000);
REFRESH MATERIALIZED VIEW mv;
-- What the measured statements do not speak of
CREATE TABLE kid (extra int) INHERITS (s);
INSERT INTO kid VALUES (1, 1, 1, 1);
CREATE TABLE q2 (k int, v int);
CREATE TABLE child (id int PRIMARY KEY, parent int NOT NULL REFERENCES r (id) ON DELETE CASCADE, note varchar(10),
  amount numeric(10, 2) CHECK (amount >= 0), at timestamp(3), g int GENERATED ALWAYS AS IDENTITY);
CREATE INDEX child_parent_idx ON child (parent);
CREATE INDEX child_lower_idx ON child (lower(note));
INSERT INTO child (id, parent, note, amount, at) SELECT g, g, 'n', 1, now() FROM generate_series(1, 1000) g;
CREATE VIEW w AS SELECT id, note FROM child;
CREATE VIEW ww AS SELECT id FROM w;
CREATE STATISTICS child_stats ON id, parent FROM child;
CREATE PUBLICATION pub FOR TABLE child;
CREATE INDEX p_v_idx ON p (v);
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE events_2 (id bigint, at date NOT NULL,
  CONSTRAINT fits CHECK (at >= '2024-02-01' AND at < '2024-03-01'));
INSERT INTO events VALUES (1, '2024-01-02');
INSERT INTO events_2 VALUES (1, '2024-02-02');
CREATE TABLE nulls (a int, b int, CONSTRAINT b_there CHECK (b IS NOT NULL AND b > 0),
  CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID);
INSERT INTO nulls SELECT g, g FROM generate_series(1, 100) g;
CREATE FUNCTION f_stb() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';
CREATE TRIGGER child_trigger AFTER INSERT ON child FOR EACH ROW EXECUTE FUNCTION f_trg();
CREATE POLICY child_policy ON child USING (true);
ANALYZE;
