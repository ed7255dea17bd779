// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.MigrationOptions;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.backfill.BackfillReader;
import io.migration.backfill.ControlEffect;
import io.migration.backfill.ControlEffect.Kind;
import io.migration.backfill.CursorControl;
import io.migration.backfill.CursorControl.Cursor;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.history.Fence;
import io.migration.history.HistoryJournal;
import io.migration.history.HistoryReader;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with a backfill what somebody asked for. The cursor is all that is written, so
 * this waits for no migration; only where there is no cursor yet the lock is tried once.
 */
class BackfillSteering {

	// Each turn means that somebody else has changed the cursor within milliseconds
	private static final int TURNS = 20;

	private static final Logger logger = LoggerFactory.getLogger(BackfillSteering.class);

	private final MigrationOptions options;

	private final CursorOpening opening;

	private final Connection connection;

	private final Database database;

	private final BackfillRequest request;

	BackfillSteering(MigrationOptions options, CursorOpening opening, Connection connection, Database database,
			BackfillRequest request) {
		this.options = options;
		this.opening = opening;
		this.connection = connection;
		this.database = database;
		this.request = request;
	}

	BackfillControl run() throws SQLException {
		HistorySnapshot history = new HistoryReader(this.database, Placement.configuredHistorySchema(this.options),
				this.options.history().table())
			.read(this.connection);
		HistoryRow row = backfill(history);
		String schema = Objects.requireNonNull(history.schema());
		boolean effective = steer(schema, row);
		BackfillReader reader = new BackfillReader(this.database, schema, this.options.history().table());
		BackfillStatus status = reader.read(this.connection).get(row.id());
		return new BackfillControl(this.options.target(), this.request.action(), effective,
				(status != null) ? status : this.opening.waiting(row));
	}

	private HistoryRow backfill(HistorySnapshot history) {
		List<HistoryRow> all = history.stepsOf(this.request.version())
			.stream()
			.filter((row) -> row.step() == StepType.BACKFILL)
			.toList();
		String name = this.request.name();
		List<HistoryRow> meant = all.stream().filter((row) -> name == null || name.equals(row.name())).toList();
		if (meant.size() == 1) {
			return meant.get(0);
		}
		String migration = "Migration " + this.request.version();
		if (all.isEmpty()) {
			throw refused(Reason.NOT_APPLICABLE, migration
					+ (history.isApplied(this.request.version()) ? " has no backfill." : " is not applied here."),
					"Look at the backfills: run status.");
		}
		throw refused(Reason.NOT_APPLICABLE,
				migration + ((name != null) ? " has no backfill '" + name + "'." : " has several backfills."),
				"Name one of them: " + all.stream().map(HistoryRow::name).collect(Collectors.joining(", ")) + ".");
	}

	private boolean steer(String schema, HistoryRow row) throws SQLException {
		CursorControl control = control(schema);
		for (int turn = 0; turn < TURNS; turn++) {
			Cursor cursor = cursor(control, schema, row);
			ControlEffect effect = (cursor != null) ? cursor.effect(this.request)
					: ControlEffect.of(withoutCursor(row), this.request.action());
			if (effect.kind() == Kind.REFUSED) {
				throw senseless(row, effect.next());
			}
			if (effect.kind() == Kind.NOTHING) {
				return false;
			}
			if (cursor == null) {
				this.opening.open(schema, row);
			}
			else if (write(control, row, cursor)) {
				return true;
			}
		}
		throw busy(row);
	}

	private @Nullable Cursor cursor(CursorControl control, String schema, HistoryRow row) throws SQLException {
		return this.opening.exists(schema) ? control.find(this.connection, row) : null;
	}

	private static BackfillState withoutCursor(HistoryRow row) {
		return (row.state() == StepState.SUCCEEDED) ? BackfillState.SUCCEEDED : BackfillState.WAITING;
	}

	private boolean write(CursorControl control, HistoryRow row, Cursor cursor) throws SQLException {
		try {
			if (!control.write(this.connection, row, cursor, this.request, this.opening.isOnce(row))) {
				return false;
			}
		}
		catch (SQLException ex) {
			if (this.database.failures().kind(ex) == FailureKind.STATEMENT_TIMEOUT) {
				throw busy(row);
			}
			throw ex;
		}
		if (this.request.action() == BackfillAction.CANCEL) {
			awaitBatches(control, row, cursor);
		}
		return true;
	}

	private void awaitBatches(CursorControl control, HistoryRow row, Cursor cursor) throws SQLException {
		try {
			control.awaitBatches(this.connection, cursor);
		}
		catch (SQLException ex) {
			if (this.database.failures().kind(ex) != FailureKind.STATEMENT_TIMEOUT) {
				throw ex;
			}
			logger.warn("The backfill of migration {} is cancelled, but a batch still runs", row.migration());
		}
	}

	private CursorControl control(String schema) {
		HistoryJournal journal = new HistoryJournal(this.database, schema, this.options.history().table(),
				this.options.identity(), this.options.history().storeSql(), Fence.NONE);
		return new CursorControl(this.database, schema, this.options.history().table(), journal);
	}

	private OperationRefusedException senseless(HistoryRow row, BackfillState state) {
		String action = switch (this.request.action()) {
			case PAUSE -> "paused";
			case RESUME -> "resumed";
			case CANCEL -> "cancelled";
			case SPEED -> "made faster or slower";
		};
		String why = switch (state) {
			case SUCCEEDED -> "it is complete";
			case FAILED -> "it has failed";
			default -> "it was cancelled";
		};
		return refused(Reason.NOT_APPLICABLE,
				"The backfill of migration " + row.migration() + " cannot be " + action + ": " + why + ".",
				(state == BackfillState.SUCCEEDED) ? "There is nothing left to do."
						: "Nothing of it runs. Let it go on with the action resume.");
	}

	private static OperationRefusedException busy(HistoryRow row) {
		return refused(Reason.NOT_READY,
				"The backfill of migration " + row.migration() + " is just being changed by somebody else.",
				"Ask again.");
	}

	private static OperationRefusedException refused(Reason reason, String description, String action) {
		return new OperationRefusedException(reason, List.of(description), action);
	}

}
