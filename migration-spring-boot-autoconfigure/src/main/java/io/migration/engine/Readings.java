// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.MigrationOptions;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.ScriptsDigest;
import io.migration.history.HistoryLook;
import io.migration.history.HistoryPlace;
import io.migration.history.HistoryReader;
import io.migration.history.HistorySnapshot;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history and compares it with the scripts, for one session.
 */
class Readings {

	private final MigrationOptions options;

	private final Scripts scripts;

	private final Connection connection;

	private final HistoryReader reader;

	private final Texts texts;

	Readings(MigrationOptions options, Scripts scripts, Connection connection, HistoryReader reader, Texts texts) {
		this.options = options;
		this.scripts = scripts;
		this.connection = connection;
		this.reader = reader;
		this.texts = texts;
	}

	// Nearly every start ends here, with one row read
	@Nullable Reading readUnlessUpToDate(RunRecord run) throws SQLException {
		KnownScripts known = this.scripts.known();
		ScriptsDigest digest = known.digest();
		if (digest == null) {
			return read();
		}
		HistoryLook look = this.reader.look(this.connection, digest);
		requireUsable(look.place());
		HistorySnapshot different = look.different();
		if (different == null) {
			run.upToDate(known.catalog(), look.held());
			return null;
		}
		return compare(known.catalog(), different);
	}

	Reading read() throws SQLException {
		HistorySnapshot history = this.reader.read(this.connection);
		requireUsable(history.place());
		return compare(this.scripts.catalog(), history);
	}

	private Reading compare(MigrationCatalog catalog, HistorySnapshot history) throws SQLException {
		return new Reading(catalog, history, this.texts,
				new Comparer(this.options.plan(), catalog, history, this.texts).compare());
	}

	private void requireUsable(HistoryPlace place) {
		String found = place.schema();
		if (found == null) {
			return;
		}
		if (Placement.configuredHistorySchema(this.options) == null && !found.equals(place.currentSchema())) {
			throw FirstRun.historyElsewhere(this.options, found, place.currentSchema());
		}
		if (!place.canWrite()) {
			throw new TargetUnusableException(Reason.HISTORY_TOO_NEW,
					"The history '" + this.options.history().table() + "' in schema '" + found + "' has format "
							+ place.format() + ", which this release of the starter does not know.",
					"Use the release of the starter that wrote the history, or a newer one.", null);
		}
	}

	/**
	 * Return whether something may be left to do, asked again and again by those who
	 * wait.
	 */
	boolean isPending() throws SQLException {
		ScriptsDigest digest = this.scripts.known().digest();
		return digest == null || !this.reader.isApplied(this.connection, digest);
	}

}
