// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;

import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Those who write a table while it is backfilled, and what has to be in it when they are
 * done. They write the new form of what they write, as the guarantee asks for. In the
 * first pass, one also changes keys, which takes rows from where the backfill is still to
 * come to where it has been, and one adds rows in the old form in transactions that stay
 * open while it goes by.
 */
final class PeopleWriters implements AutoCloseable {

	private final Background background = new Background();

	private final List<Future<Boolean>> running = new ArrayList<>();

	private final TestDatabase database;

	private final int rows;

	private final Map<Long, String> expected = new TreeMap<>();

	private volatile boolean ended;

	PeopleWriters(TestDatabase database, int rows) {
		this.database = database;
		this.rows = rows;
		for (long i = 1; i <= rows; i++) {
			this.expected.put(i * 10, "first" + i + " last" + i);
		}
	}

	void start() {
		this.running.add(this.background.run(this::writeNewForm));
		this.running.add(this.background.run(this::changeKeys));
		this.running.add(this.background.run(this::keepTransactionsOpen));
	}

	// Rows whose number ends with 1 to 3 are its own
	private boolean writeNewForm() {
		Random random = new Random(1);
		JdbcClient jdbc = JdbcClient.create(this.database.pool(1));
		while (!this.ended) {
			long id = 10L * random.nextInt(this.rows) + 1 + random.nextInt(3);
			if (has(id) && random.nextBoolean()) {
				jdbc.sql("DELETE FROM people WHERE id = ?").param(id).update();
				note(id, null);
			}
			else {
				String name = "new" + random.nextInt();
				jdbc.sql("""
						INSERT INTO people VALUES (?, ?, 'x', ? || ' x')
						    ON CONFLICT (id) DO UPDATE SET first = EXCLUDED.first, last = 'x',
						        full_name = EXCLUDED.full_name""").params(id, name, name).update();
				note(id, name + " x");
			}
		}
		return true;
	}

	// Old rows from behind go to numbers that end with 5
	private boolean changeKeys() {
		Random random = new Random(2);
		JdbcClient jdbc = JdbcClient.create(this.database.pool(1));
		while (!this.ended && isFirstPass(jdbc)) {
			long from = 10L * (1 + random.nextInt(this.rows));
			long to = 10L * random.nextInt(Math.max(1, this.rows / 10)) + 5;
			if (has(from) && !has(to)) {
				jdbc.sql("UPDATE people SET id = ? WHERE id = ?").params(to, from).update();
				String name = name(from);
				note(from, null);
				note(to, name);
			}
		}
		return true;
	}

	// New rows in the old form, whose numbers end with 7
	private boolean keepTransactionsOpen() {
		Random random = new Random(3);
		JdbcClient jdbc = JdbcClient.create(this.database.pool(1));
		while (!this.ended && isFirstPass(jdbc)) {
			try (TestSession session = this.database.session()) {
				long id = 10L * random.nextInt(this.rows) + 7;
				if (!has(id)) {
					session.execute("BEGIN; INSERT INTO people VALUES (" + id + ", 'open', 'long', NULL)");
					session.execute("SELECT pg_sleep(1.5)").execute("COMMIT");
					note(id, "open long");
				}
			}
		}
		return true;
	}

	private static boolean isFirstPass(JdbcClient jdbc) {
		Boolean exists = jdbc.sql("SELECT to_regclass('migration_backfill') IS NOT NULL").query(Boolean.class).single();
		return !exists
				|| jdbc.sql("SELECT count(*) = 0 FROM migration_backfill WHERE name = 'names' AND (pass > 1 OR ended)")
					.query(Boolean.class)
					.single();
	}

	private synchronized boolean has(long id) {
		return this.expected.containsKey(id);
	}

	private synchronized String name(long id) {
		return String.valueOf(this.expected.get(id));
	}

	private synchronized void note(long id, String name) {
		if (name != null) {
			this.expected.put(id, name);
		}
		else {
			this.expected.remove(id);
		}
	}

	void stop() {
		this.ended = true;
		Background.results(this.running);
	}

	synchronized void requireNothingLost() {
		Map<Long, String> found = new TreeMap<>();
		this.database.jdbc()
			.sql("SELECT id, first || ' ' || last AS name FROM people")
			.query((row, number) -> Map.entry(row.getLong(1), row.getString(2)))
			.list()
			.forEach((person) -> found.put(person.getKey(), person.getValue()));
		assertThat(found).as("people").isEqualTo(this.expected);
	}

	@Override
	public void close() {
		this.ended = true;
		this.background.close();
	}

}
