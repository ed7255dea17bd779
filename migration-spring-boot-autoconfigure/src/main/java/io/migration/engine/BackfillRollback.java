// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.migration.backfill.BackfillSession.Place;
import io.migration.database.BackfillCursors;
import io.migration.database.BackfillCursors.Undone;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.PlannedStep;
import io.migration.execution.UndoneBackfills;

/**
 * The backfills of the migrations that a rollback undoes.
 */
class BackfillRollback implements UndoneBackfills {

	private final BackfillCursors cursors;

	private final Undone undone;

	BackfillRollback(Exclusive exclusive, List<PlannedStep> steps) {
		Place place = new Place(exclusive.placement().historySchema(), exclusive.placement().historyTable());
		this.cursors = place.cursors(exclusive.session().database());
		List<String> versions = steps.stream()
			.map((planned) -> planned.id().version())
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.distinct()
			.toList();
		this.undone = new Undone(place.table(), versions, exclusive.session().options().lockTimeout());
	}

	@Override
	public void remove(Connection connection) throws SQLException {
		this.cursors.remove(connection, this.undone);
	}

	@Override
	public void cancel(Connection connection) throws SQLException {
		this.cursors.cancel(connection, this.undone);
	}

}
