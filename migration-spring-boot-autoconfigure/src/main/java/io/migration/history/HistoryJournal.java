// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.InstanceIdentity;
import io.migration.MigrationKind;
import io.migration.StepState;
import io.migration.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history. Every method sends one statement and leaves the transaction to its
 * caller, so that a row stands and falls with the work it tells of. The fence may add a
 * check in front and, where there is no transaction, one around both.
 *
 * @since 1.0.0
 */
public final class HistoryJournal {

	private static final String COLUMNS = "version, description, kind, step, ordinal, name, script, size, crc32, "
			+ "checksum, fingerprint, statement_hashes, body, undo, statements, statements_done, state, attempts, "
			+ "started_at, finished_at, duration_ms, error, instance, application, application_version, fence, format";

	private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
			+ "?)";

	private static final String ASSIGNMENTS = "script = ?, size = ?, crc32 = ?, checksum = ?, fingerprint = ?, "
			+ "statement_hashes = ?, body = ?, undo = ?, statements = ?, statements_done = ?, state = ?, "
			+ "attempts = ?, started_at = ?, finished_at = ?, duration_ms = ?, error = ?, instance = ?, "
			+ "application = ?, application_version = ?, fence = ?, format = ?";

	private final String table;

	private final InstanceIdentity identity;

	private final boolean storeText;

	private final Fence fence;

	/**
	 * Create a journal.
	 * @param database the database
	 * @param schema schema of the history
	 * @param table name of the history
	 * @param identity who writes
	 * @param storeText whether texts are kept
	 * @param fence keeps out an owner that has lost the lock
	 */
	public HistoryJournal(Database database, String schema, String table, InstanceIdentity identity, boolean storeText,
			Fence fence) {
		this.table = database.quote(schema, table);
		this.identity = identity;
		this.storeText = storeText;
		this.fence = fence;
	}

	/**
	 * Return what every write passes.
	 * @return the fence
	 */
	public Fence fence() {
		return this.fence;
	}

	/**
	 * Add a row for a step, and rows for steps that are held behind it.
	 * @param connection the connection
	 * @param step the step
	 * @param progress how far it is
	 * @param held steps that wait from now on
	 * @return number of the row of the step
	 * @throws SQLException if the statement fails
	 */
	public long add(Connection connection, StepRecord step, Progress progress, List<StepRecord> held)
			throws SQLException {
		return this.fence.write(connection, () -> insert(connection, step, progress, held));
	}

	private long insert(Connection connection, StepRecord step, Progress progress, List<StepRecord> held)
			throws SQLException {
		String sql = "INSERT INTO " + this.table + " (" + COLUMNS + ") VALUES " + VALUES
				+ (", " + VALUES).repeat(held.size());
		try (PreparedStatement statement = connection.prepareStatement(sql, new String[] { "id" })) {
			Parameters parameters = new Parameters(statement);
			bindRow(parameters, step, progress);
			for (StepRecord waiting : held) {
				bindRow(parameters, waiting, Progress.held());
			}
			statement.executeUpdate();
			try (ResultSet keys = statement.getGeneratedKeys()) {
				keys.next();
				return keys.getLong(1);
			}
		}
	}

	/**
	 * Add a row, or write an existing one anew when its step is tried again.
	 * @param connection the connection
	 * @param id number of the row, {@code null} if there is none
	 * @param step the step
	 * @param progress how far it is
	 * @param held steps that wait from now on
	 * @return number of the row
	 * @throws SQLException if a statement fails
	 */
	public long write(Connection connection, @Nullable Long id, StepRecord step, Progress progress,
			List<StepRecord> held) throws SQLException {
		if (id == null) {
			return add(connection, step, progress, held);
		}
		return this.fence.write(connection, () -> update(connection, id, step, progress, held));
	}

	private long update(Connection connection, long id, StepRecord step, Progress progress, List<StepRecord> held)
			throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("UPDATE " + this.table + " SET " + ASSIGNMENTS + " WHERE id = ?")) {
			Parameters parameters = new Parameters(statement);
			bindScript(parameters, step);
			bindProgress(parameters, step, progress);
			parameters.add(id);
			requireOne(statement.executeUpdate(), id);
		}
		if (!held.isEmpty()) {
			insert(connection, held.get(0), Progress.held(), held.subList(1, held.size()));
		}
		return id;
	}

	/**
	 * Note that some more statements are done.
	 * @param connection the connection
	 * @param id number of the row
	 * @param statementsDone how many are done now
	 * @throws SQLException if the statement fails
	 */
	public void advance(Connection connection, long id, int statementsDone) throws SQLException {
		String sql = "UPDATE " + this.table + " SET statements_done = ?, fence = ? WHERE id = ?";
		change(connection, sql, id,
				(parameters) -> parameters.add(statementsDone).add(this.fence.token()).add(Long.valueOf(id)));
	}

	/**
	 * Note that whether a statement took effect cannot be told, and leave alone what the
	 * row says of the script that it belongs to.
	 * @param connection the connection
	 * @param id number of the row
	 * @param reason why it cannot be told
	 * @throws SQLException if the statement fails
	 */
	public void doubt(Connection connection, long id, String reason) throws SQLException {
		String sql = "UPDATE " + this.table + " SET state = ?, error = ? WHERE id = ?";
		change(connection, sql, id,
				(parameters) -> parameters.add(StepState.IN_DOUBT.name()).add(reason).add(Long.valueOf(id)));
	}

	/**
	 * Note the present size and hashes of a script whose statements are the same as
	 * before, so that the next start need not read it.
	 * @param connection the connection
	 * @param id number of the row
	 * @param size size of the file in bytes
	 * @param crc32 the CRC-32 of the file
	 * @param checksum hash of the file with unified line ends
	 * @throws SQLException if the statement fails
	 */
	public void remember(Connection connection, long id, long size, long crc32, String checksum) throws SQLException {
		String sql = "UPDATE " + this.table + " SET size = ?, crc32 = ?, checksum = ? WHERE id = ?";
		change(connection, sql, id,
				(parameters) -> parameters.add(Long.valueOf(size))
					.add(Long.valueOf(crc32))
					.add(checksum)
					.add(Long.valueOf(id)));
	}

	private void change(Connection connection, String sql, long id, Binding binding) throws SQLException {
		this.fence.write(connection, () -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				binding.bind(new Parameters(statement));
				requireOne(statement.executeUpdate(), id);
				return id;
			}
		});
	}

	/**
	 * Note what somebody asked for.
	 * @param connection the connection
	 * @param note what is noted
	 * @throws SQLException if the statement fails
	 */
	public void audit(Connection connection, AuditNote note) throws SQLException {
		Instant now = Instant.now();
		add(connection, note.record(this.storeText), new Progress(StepState.SUCCEEDED, 0, 1, now, now, null),
				List.of());
	}

	/**
	 * Write what is said of a step anew: its script, hashes and texts. How far it is
	 * stays as it is.
	 * @param connection the connection
	 * @param id number of the row
	 * @param step what is said from now on
	 * @throws SQLException if the statement fails
	 */
	public void rewrite(Connection connection, long id, StepRecord step) throws SQLException {
		String sql = "UPDATE " + this.table + " SET script = ?, size = ?, crc32 = ?, checksum = ?, fingerprint = ?, "
				+ "statement_hashes = ?, body = ?, undo = ?, statements = ? WHERE id = ?";
		change(connection, sql, id, (parameters) -> {
			bindScript(parameters, step);
			parameters.add(step.statements()).add(Long.valueOf(id));
		});
	}

	/**
	 * Note that somebody said what became of a step that stopped half-way.
	 * @param connection the connection
	 * @param id number of the row
	 * @param state its state from now on
	 * @param statementsDone how many statements are done
	 * @throws SQLException if the statement fails
	 */
	public void resolve(Connection connection, long id, StepState state, int statementsDone) throws SQLException {
		String sql = "UPDATE " + this.table + " SET state = ?, statements_done = ? WHERE id = ?";
		change(connection, sql, id,
				(parameters) -> parameters.add(state.name()).add(statementsDone).add(Long.valueOf(id)));
	}

	private static void requireOne(int count, long id) throws SQLException {
		if (count != 1) {
			throw new SQLException("Row " + id + " of the history is gone: somebody changed the table meanwhile");
		}
	}

	private void bindRow(Parameters parameters, StepRecord step, Progress progress) throws SQLException {
		parameters.add(step.version())
			.add(step.description())
			.add(step.kind().name())
			.add(step.step().name())
			.add(step.ordinal())
			.add(step.name());
		bindScript(parameters, step);
		bindProgress(parameters, step, progress);
	}

	private void bindScript(Parameters parameters, StepRecord step) throws SQLException {
		parameters.add(step.script())
			.add(step.size())
			.add(step.crc32())
			.add(step.checksum())
			.add(step.fingerprint())
			.add(StepText.join(step.statementHashes()))
			.add((this.storeText || step.kind() == MigrationKind.AUDIT) ? StoredText.encode(step.body()) : null)
			.add(this.storeText ? StoredText.encode(step.undo()) : null);
	}

	private void bindProgress(Parameters parameters, StepRecord step, Progress progress) throws SQLException {
		Instant startedAt = progress.startedAt();
		Instant finishedAt = progress.finishedAt();
		Long duration = (startedAt != null && finishedAt != null) ? Duration.between(startedAt, finishedAt).toMillis()
				: null;
		parameters.add(step.statements())
			.add(progress.statementsDone())
			.add(progress.state().name())
			.add(progress.attempts())
			.add(startedAt)
			.add(finishedAt)
			.add(duration)
			.add(progress.error())
			.add(this.identity.instance())
			.add(this.identity.application())
			.add(this.identity.applicationVersion())
			.add(this.fence.token())
			.add(HistoryFormat.PRESENT);
	}

	private interface Binding {

		void bind(Parameters parameters) throws SQLException;

	}

}
