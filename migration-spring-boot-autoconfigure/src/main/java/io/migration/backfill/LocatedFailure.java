// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.SQLException;

/**
 * Thrown when something fails outside of a batch that depends on the script or the table.
 */
final class LocatedFailure extends SQLException {

	private static final long serialVersionUID = 1L;

	private final String place;

	private final String remedy;

	private final SQLException failure;

	LocatedFailure(String place, String remedy, SQLException failure) {
		super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
		this.place = place;
		this.remedy = remedy;
		this.failure = failure;
	}

	// In which part, as it stands behind "failed".
	String place() {
		return this.place;
	}

	// What to do before the backfill is resumed.
	String remedy() {
		return this.remedy;
	}

	// What the database said.
	SQLException failure() {
		return this.failure;
	}

}
