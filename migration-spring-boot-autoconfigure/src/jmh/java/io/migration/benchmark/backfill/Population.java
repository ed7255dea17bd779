// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.sql.SQLException;

/**
 * The table that is backfilled, in a database that serves as a template, and the ways to
 * change all of its rows that a backfill is compared with.
 */
record Population(DurableServer server, String template, long rows) {

	static final String CHANGE = "UPDATE people SET full_name = first_name || ' ' || last_name WHERE full_name IS NULL";

	private static final String BATCHES = """
			CREATE PROCEDURE backfill(size bigint) LANGUAGE plpgsql AS $$
			DECLARE low bigint := 0; high bigint;
			BEGIN
			  LOOP
			    SELECT max(id) INTO high FROM (SELECT id FROM people WHERE id > low ORDER BY id LIMIT size) batch;
			    EXIT WHEN high IS NULL;
			    UPDATE people SET full_name = first_name || ' ' || last_name
			     WHERE full_name IS NULL AND id > low AND id <= high;
			    COMMIT;
			    low := high;
			  END LOOP;
			END $$""";

	static Population create(DurableServer server, long rows) throws SQLException {
		String template = "backfill_template";
		server.execute("postgres", "CREATE DATABASE " + template);
		server.execute(template, """
				CREATE TABLE people (id bigint PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL,
				    full_name text, visits integer NOT NULL DEFAULT 0);
				INSERT INTO people (id, first_name, last_name)
				    SELECT i, md5(i::text), md5((-i)::text) FROM generate_series(1, %d) i;
				CREATE TABLE visits (person bigint NOT NULL, at timestamptz NOT NULL)""".formatted(rows));
		server.execute(template, BATCHES);
		server.execute(template, "VACUUM (ANALYZE, FREEZE) people");
		return new Population(server, template, rows);
	}

	String database() throws SQLException {
		String database = this.server.copyOf(this.template);
		// Read once, so that all begin with the same pages in memory
		this.server.number(database, "SELECT count(*) FROM people WHERE full_name IS NOT NULL");
		return database;
	}

	void requireDone(String database) throws SQLException {
		long done = this.server.number(database,
				"SELECT count(*) FROM people WHERE full_name = first_name || ' ' || last_name");
		if (done != this.rows) {
			throw new IllegalStateException(done + " of " + this.rows + " rows are done");
		}
	}

}
