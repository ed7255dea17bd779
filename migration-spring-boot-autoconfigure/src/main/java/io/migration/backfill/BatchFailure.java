// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.SQLException;

import io.migration.database.BackfillCursor;
import io.migration.database.KeyRange;

/**
 * Thrown when a statement of a batch fails, or its commit. Nothing of the batch remains.
 */
final class BatchFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient BackfillCursor cursor;

	private final transient KeyRange range;

	private final int statement;

	private final SQLException failure;

	BatchFailure(BackfillCursor cursor, KeyRange range, int statement, SQLException failure) {
		super(failure);
		this.cursor = cursor;
		this.range = range;
		this.statement = statement;
		this.failure = failure;
	}

	BackfillCursor cursor() {
		return this.cursor;
	}

	KeyRange range() {
		return this.range;
	}

	// Index of the statement, or the number of statements at the commit.
	int statement() {
		return this.statement;
	}

	SQLException failure() {
		return this.failure;
	}

}
