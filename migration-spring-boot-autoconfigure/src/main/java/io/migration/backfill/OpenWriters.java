// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migration.database.BackfillCursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the transactions that may have written to a table when a pass had ended: the
 * pass did not see their rows. Each worker waits for those that it found itself, and
 * whoever is through first begins the next pass.
 */
final class OpenWriters {

	private static final Logger logger = LoggerFactory.getLogger(OpenWriters.class);

	private final BackfillSession session;

	private final BackfillTask task;

	private int pass;

	private @Nullable List<String> transactions;

	OpenWriters(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
	}

	boolean haveEnded(Connection connection, BackfillCursor cursor) throws SQLException {
		List<String> waitedFor = this.transactions;
		if (waitedFor == null || this.pass != cursor.walk().pass()) {
			waitedFor = ShortTransaction.run(connection, this.session, this.task, false,
					() -> this.session.walk().writers(connection, this.task.table()));
			this.pass = cursor.walk().pass();
			this.transactions = waitedFor;
			logger.debug("{}: pass {} has ended, {} transactions may have written to the table", this.task.title(),
					this.pass, waitedFor.size());
		}
		List<String> unfinished = waitedFor.isEmpty() ? List.of()
				: this.session.walk().unfinished(connection, waitedFor);
		if (unfinished.isEmpty()) {
			this.transactions = null;
			return true;
		}
		tell(connection, cursor, unfinished);
		return false;
	}

	private void tell(Connection connection, BackfillCursor cursor, List<String> unfinished) throws SQLException {
		String reason = "pass " + (cursor.walk().pass() + 1) + " waits for " + unfinished.size()
				+ " open transactions that may have written to the table: "
				+ String.join("; ", unfinished.subList(0, Math.min(3, unfinished.size())));
		if (!reason.equals(cursor.throttledBy())) {
			logger.info("{}: {}", this.task.title(), reason);
			this.session.cursors().throttled(connection, cursor.id(), reason);
		}
	}

}
