// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.migration.HeldContract;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.OnAhead;
import io.migration.Rollout;
import io.migration.database.BorrowedConnection;
import io.migration.database.Database;
import io.migration.execution.ListenerNotifier;
import io.migration.history.ContractRows;
import io.migration.rollout.InstanceRegister;
import io.migration.rollout.InstanceRegister.Beat;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of this instance, and what it sees with it. A heartbeat is one statement.
 * It looks further only if there is a reason: the history has grown, this instance was
 * away, a contract is held, or nobody has looked for a while.
 */
class RolloutWatch {

	// A contract changes its row without a new one, so now and then it is looked for
	private static final int LOOK_AFTER = 6;

	// As often as there is a heartbeat, so that the entry outlives one that got no answer
	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

	private final MigrationOptions options;

	private final Scripts scripts;

	private final ContractNews news;

	private final Backfills backfills;

	private volatile Rollout rollout = Rollout.NONE;

	private volatile @Nullable String schema;

	private long newestRow = -1;

	private int unlooked;

	RolloutWatch(MigrationOptions options, Scripts scripts, ListenerNotifier listeners, Backfills backfills) {
		this.options = options;
		this.scripts = scripts;
		this.news = new ContractNews(listeners);
		this.backfills = backfills;
	}

	Rollout rollout() {
		return this.rollout;
	}

	// A server that is gone without a word must not keep the heartbeat from the next one
	synchronized void beat(BorrowedConnection borrowed, Database database) throws SQLException {
		borrowed.limitAnswers(LONGEST_ANSWER);
		Connection connection = borrowed.get();
		String place = schema(connection, database);
		if (place == null) {
			return;
		}
		RolloutReader reader = new RolloutReader(this.options, connection, database, place);
		MigrationCatalog catalog = this.scripts.catalog();
		MigrationVersion newest = catalog.newest();
		Beat beat = reader.register()
			.heartbeat(connection, this.options.history().table(), this.options.identity(),
					(newest != null) ? newest.toString() : null);
		if (beat == null) {
			return;
		}
		this.backfills.seen(beat.openBackfill());
		if (beat.fresh()) {
			reader.register().forget(connection);
		}
		if (isReasonToLook(beat)) {
			look(reader, catalog);
			this.newestRow = beat.newestRow();
			this.unlooked = 0;
		}
	}

	private boolean isReasonToLook(Beat beat) {
		return beat.fresh() || beat.newestRow() != this.newestRow || !this.rollout.held().isEmpty()
				|| !this.rollout.unknown().isEmpty() || ++this.unlooked >= LOOK_AFTER;
	}

	private void look(RolloutReader reader, MigrationCatalog catalog) throws SQLException {
		ContractRows rows = reader.rows();
		HeldContracts contracts = reader.withoutRegister(catalog, rows);
		List<String> unknown = (this.options.plan().onAhead() != OnAhead.IGNORE) ? contracts.unknown() : List.of();
		List<HeldContract> held = contracts.isAnyHeld() ? reader.contracts(catalog, rows).all() : List.of();
		this.rollout = new Rollout(held, unknown);
		this.news.tell(held);
	}

	void leave(BorrowedConnection borrowed, Database database, String place) throws SQLException {
		borrowed.limitAnswers(LONGEST_ANSWER);
		new InstanceRegister(database, place, this.options.contract().expiry()).leave(borrowed.get(),
				this.options.identity().instance());
	}

	@Nullable String schema() {
		return this.schema;
	}

	// There is no register before anybody has migrated
	private @Nullable String schema(Connection connection, Database database) throws SQLException {
		String known = this.schema;
		if (known == null) {
			known = Placement.configuredHistorySchema(this.options);
			known = (known != null) ? known : find(connection, database);
			this.schema = known;
		}
		return known;
	}

	private @Nullable String find(Connection connection, Database database) throws SQLException {
		String sql = database.rolloutSql().schemaOf(this.options.history().table());
		try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
			return row.next() ? row.getString(1) : null;
		}
	}

}
