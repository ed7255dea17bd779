// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.time.Duration;
import java.util.List;

import io.migration.testing.TestDatabase;
import org.awaitility.Awaitility;

/**
 * What a database really holds.
 */
record Facts(TestDatabase database) {

	World world() {
		return new World(lines("SELECT tag FROM effects ORDER BY tag COLLATE \"C\""),
				lines("SELECT c.relname || CASE WHEN i.indisvalid AND i.indisready THEN '' ELSE ' invalid' END "
						+ "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
						+ "WHERE i.indrelid = 'effects'::regclass ORDER BY 1"),
				lines("SELECT concat_ws(' ', coalesce(version, 'R__' || description), step, state, "
						+ "statements_done || '/' || statements) FROM migration_history WHERE kind <> 'AUDIT' ORDER BY id"));
	}

	/**
	 * Wait until nobody but the one who asks is there any more, and no lock is left.
	 */
	void awaitQuiet() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.atMost(Duration.ofSeconds(15))
			.until(() -> lines("SELECT a.pid::text FROM pg_stat_activity a "
					+ "WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() "
					+ "AND a.backend_type = 'client backend'"), List::isEmpty);
	}

	private List<String> lines(String sql) {
		return this.database.jdbc().sql(sql).query(String.class).list();
	}

}
