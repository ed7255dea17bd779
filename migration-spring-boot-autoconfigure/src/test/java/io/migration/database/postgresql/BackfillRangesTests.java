// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.migration.database.BackfillCursor;
import io.migration.database.BackfillRanges;
import io.migration.database.Database;
import io.migration.database.KeyRange;
import io.migration.database.KeyStretch;
import io.migration.history.HistoryTables;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgreSqlBackfillRanges}, where workers meet.
 */
class BackfillRangesTests {

	private final Database postgres = new PostgreSqlDatabase("18");

	private final TestDatabase database = PostgresServer.newDatabase();

	private Connection connection;

	private BackfillRanges ranges;

	private BackfillCursor cursor;

	@BeforeEach
	void handOut() throws SQLException {
		this.connection = this.database.dataSource().getConnection();
		new HistoryTables(this.postgres, "public", "migration_history").createBackfills(this.connection);
		this.database.execute("""
				INSERT INTO migration_backfill (history, history_id, version, description, ordinal, script, fingerprint,
				    table_name, key_columns, key_types, state, pass)
				VALUES ('migration_history', 1, '1', 'd', 2, 's', 'f', 't', '{id}', '{bigint}', 'RUNNING', 2)""");
		this.ranges = this.postgres.backfillRanges("public", HistoryTables.BACKFILL_RANGES, HistoryTables.BACKFILLS);
		this.cursor = this.postgres.backfillCursors("public", HistoryTables.BACKFILLS, HistoryTables.BACKFILL_RANGES)
			.read(this.connection, "migration_history")
			.get(0);
		this.ranges.add(this.connection, this.cursor, null, new KeyStretch(List.of("100"), 100));
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	@Test
	void rangeThatNobodyTouchedIsClaimedAgain() throws SQLException {
		assertThat(this.ranges.claim(this.connection, range())).isTrue();
	}

	@Test
	void rangeThatSomebodyElseHasDividedIsNotClaimedByItsOldBounds() throws SQLException {
		KeyRange before = range();
		this.ranges.split(this.connection, before, List.of("50"), 50, 100);
		assertThat(this.ranges.claim(this.connection, before)).isFalse();
	}

	@Test
	void rangeThatSomebodyElseHasTriedIsNotClaimedByItsOldAttempts() throws SQLException {
		KeyRange before = range();
		this.ranges.tryAgain(this.connection, before.id(), "in the way");
		assertThat(this.ranges.claim(this.connection, before)).isFalse();
	}

	@Test
	void passIsNotOverBeforeTheRowsOfItsLastRangeAreCounted() throws SQLException {
		this.ranges.done(this.connection, range().id(), 7, "i");
		assertThat(this.ranges.left(this.connection, this.cursor.id()).open()).isOne();
		this.ranges.fold(this.connection, this.cursor);
		assertThat(this.ranges.left(this.connection, this.cursor.id()).open()).isZero();
	}

	private KeyRange range() throws SQLException {
		return Objects.requireNonNull(this.ranges.claim(this.connection, this.cursor.id(), List.of()));
	}

}
