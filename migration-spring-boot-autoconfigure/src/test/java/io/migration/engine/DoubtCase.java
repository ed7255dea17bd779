// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

import io.migration.StepState;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One row of the table in {@code docs/recovery.md}: a statement, the state in which a
 * process that died has left the catalog, and what has to come of it. In all texts
 * <code>{db}</code> is the name of the database and <code>{publisher}</code> where to
 * find another server.
 *
 * @param id the name of the row
 * @param given what was there before, one statement each
 * @param statement the statement in doubt
 * @param catalog brings the catalog into the state
 * @param outcome what the history has to say
 * @param sent whether the statement has to be sent by the next start
 * @param check a query
 * @param expected its result
 * @param since first version of the server that knows the statement
 */
record DoubtCase(String id, List<String> given, String statement, Consumer<Situation> catalog, StepState outcome,
		boolean sent, String check, String expected, int since) {

	static DoubtCase of(String id, List<String> given, String statement, Consumer<Situation> catalog) {
		return new DoubtCase(id, given, statement, catalog, StepState.SUCCEEDED, true, "SELECT 1", "1", 13);
	}

	DoubtCase runs(String query, String result) {
		return with(StepState.SUCCEEDED, true, query, result);
	}

	DoubtCase isDone(String query, String result) {
		return with(StepState.SUCCEEDED, false, query, result);
	}

	DoubtCase isInDoubt(String query, String result) {
		return with(StepState.IN_DOUBT, false, query, result);
	}

	DoubtCase isRefusedByTheServer(String query, String result) {
		return with(StepState.FAILED, true, query, result);
	}

	DoubtCase since(int version) {
		return new DoubtCase(this.id, this.given, this.statement, this.catalog, this.outcome, this.sent, this.check,
				this.expected, version);
	}

	private DoubtCase with(StepState state, boolean again, String query, String result) {
		return new DoubtCase(this.id, this.given, this.statement, this.catalog, state, again, query, result,
				this.since);
	}

	@Override
	public String toString() {
		return this.id;
	}

	/**
	 * The database of a case, and its statement with names filled in.
	 *
	 * @param database the database
	 * @param statement the statement in doubt
	 * @param publisher another server
	 */
	record Situation(TestDatabase database, String statement, TestDatabase publisher) {

		String fill(String text) {
			return text.replace("{db}", this.database.name())
				.replace("{publisher}",
						"host=localhost user=postgres port=" + port() + " dbname=" + this.publisher.name());
		}

		private String port() {
			return this.publisher.url().replaceAll(".*:([0-9]+)/.*", "$1");
		}

		// As the process did that died once it was done
		void ran() {
			run(this.statement);
		}

		void run(String... statements) {
			for (String sql : statements) {
				this.database.execute(fill(sql));
			}
		}

		void failed() {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::ran);
		}

		// Stopped where it waits for the other session, which has to leave remains
		void cancelledBehind(String other, String remains) {
			try (TestSession holder = this.database.session().execute("BEGIN").execute(other);
					Connection connection = this.database.dataSource().getConnection();
					Statement sent = connection.createStatement()) {
				sent.execute("SET statement_timeout = 500");
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> sent.execute(this.statement))
					.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
				holder.execute("COMMIT");
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			has(remains);
		}

		// The state that a row speaks of has to be there before the next start
		void has(String query) {
			assertThat(this.database.jdbc().sql(fill("SELECT count(*) " + query)).query(Integer.class).single())
				.as(query)
				.isPositive();
		}

	}

}
