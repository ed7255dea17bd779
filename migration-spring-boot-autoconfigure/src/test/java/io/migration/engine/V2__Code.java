// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.JavaMigration;
import io.migration.MigrationVersion;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Code that ends its transaction, or does not, before it fails.
 */
abstract class V2__Code implements JavaMigration {

	@Override
	public MigrationVersion version() {
		return MigrationVersion.of("2");
	}

	@Override
	public String description() {
		return "code";
	}

	void insert(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO ran VALUES ('code')").update();
	}

	void commit(JdbcClient jdbc) {
		jdbc.sql("COMMIT").update();
	}

	static class Throws extends V2__Code {

		@Override
		public void up(JdbcClient jdbc) {
			insert(jdbc);
			throw new IllegalStateException("no luck");
		}

	}

	static class Breaks extends V2__Code {

		@Override
		public void up(JdbcClient jdbc) {
			insert(jdbc);
			jdbc.sql("nonsense").update();
		}

	}

	static class Commits extends V2__Code {

		@Override
		public void up(JdbcClient jdbc) {
			insert(jdbc);
			commit(jdbc);
			throw new IllegalStateException("no luck");
		}

	}

	static class CommitsAndBreaks extends V2__Code {

		@Override
		public void up(JdbcClient jdbc) {
			insert(jdbc);
			commit(jdbc);
			jdbc.sql("nonsense").update();
		}

	}

	static class CommitsAndGoesOn extends V2__Code {

		@Override
		public void up(JdbcClient jdbc) {
			insert(jdbc);
			commit(jdbc);
			insert(jdbc);
			throw new IllegalStateException("no luck");
		}

	}

	static class Bare extends V2__Code {

		@Override
		public boolean transactional() {
			return false;
		}

		@Override
		public void up(JdbcClient jdbc) {
			insert(jdbc);
		}

	}

}
