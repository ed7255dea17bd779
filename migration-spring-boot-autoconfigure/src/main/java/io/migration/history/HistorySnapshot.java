// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.StepState;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a history say together.
 *
 * @since 1.0.0
 */
public final class HistorySnapshot {

	/**
	 * Name of the {@code DOWN} row that undid a contract.
	 */
	public static final String DOWN_OF_CONTRACT = "contract";

	private final HistoryPlace place;

	private final List<HistoryRow> rows;

	private final Map<MigrationVersion, List<HistoryRow>> versioned;

	private final Map<String, HistoryRow> repeatable;

	private final Map<MigrationVersion, HistoryRow> openDowns;

	private final Set<MigrationVersion> acceptedMissing;

	private final ContractNotes contractNotes;

	private final long lastUndone;

	private @Nullable MigrationVersion newest;

	private @Nullable MigrationVersion baseline;

	HistorySnapshot(HistoryPlace place, HistoryFollower followed) {
		this.place = place;
		this.rows = Collections.unmodifiableList(followed.rows());
		this.versioned = followed.versioned();
		this.repeatable = followed.repeatable();
		this.openDowns = followed.openDowns();
		this.acceptedMissing = followed.acceptedMissing();
		this.contractNotes = followed.contractNotes();
		this.lastUndone = followed.lastUndone();
		for (Map.Entry<MigrationVersion, List<HistoryRow>> entry : this.versioned.entrySet()) {
			note(entry.getKey(), entry.getValue());
		}
	}

	static HistorySnapshot missing() {
		return new HistorySnapshot(HistoryPlace.NONE, new HistoryFollower());
	}

	private void note(MigrationVersion version, List<HistoryRow> steps) {
		HistoryRow first = steps.get(0);
		if (first.state() != StepState.SUCCEEDED) {
			return;
		}
		if (this.newest == null || version.isNewerThan(this.newest)) {
			this.newest = version;
		}
		if (first.kind() == MigrationKind.BASELINE && (this.baseline == null || version.isNewerThan(this.baseline))) {
			this.baseline = version;
		}
	}

	/**
	 * Return where the history is.
	 * @return the place
	 */
	public HistoryPlace place() {
		return this.place;
	}

	/**
	 * Return whether the history table exists.
	 * @return {@code false} if nothing was ever migrated here
	 */
	public boolean exists() {
		return this.place.schema() != null;
	}

	/**
	 * Return the schema that was current when the history was read.
	 * @return the schema, {@code null} if there is none or the history is missing
	 */
	public @Nullable String currentSchema() {
		return this.place.currentSchema();
	}

	/**
	 * Return the schema in which the history was found.
	 * @return the schema, {@code null} if the history is missing
	 */
	public @Nullable String schema() {
		return this.place.schema();
	}

	/**
	 * Return all rows but notes.
	 * @return the rows in the order of writing
	 */
	public List<HistoryRow> rows() {
		return this.rows;
	}

	/**
	 * Return the row that tells how far the {@code up} step of a version is.
	 * @param version the version
	 * @return the row, {@code null} if it never began or was undone
	 */
	public @Nullable HistoryRow up(MigrationVersion version) {
		List<HistoryRow> steps = this.versioned.get(version);
		return (steps != null) ? steps.get(0) : null;
	}

	/**
	 * Return the rows of a version that was not undone.
	 * @param version the version
	 * @return the rows, {@code up} first; none if it never began or was undone
	 */
	public List<HistoryRow> stepsOf(MigrationVersion version) {
		return List.copyOf(this.versioned.getOrDefault(version, List.of()));
	}

	/**
	 * Return the row that tells how far a migration is.
	 * @param version its version, {@code null} for a repeatable migration
	 * @param description its description
	 * @return the row, {@code null} if it never began or was undone
	 */
	public @Nullable HistoryRow row(@Nullable MigrationVersion version, String description) {
		return (version != null) ? up(version) : repeatable(description);
	}

	/**
	 * Return whether a version is done, or was when this project took the database over.
	 * @param version the version
	 * @return {@code true} if its {@code up} step must not run
	 */
	public boolean isApplied(MigrationVersion version) {
		HistoryRow row = up(version);
		return row != null && row.state() == StepState.SUCCEEDED;
	}

	/**
	 * Return the newest row of a repeatable migration.
	 * @param description its description
	 * @return the row, {@code null} if it never ran
	 */
	public @Nullable HistoryRow repeatable(String description) {
		return this.repeatable.get(description);
	}

	/**
	 * Return the rows of each version that was not undone, step by step.
	 * @return lists of rows, the first of each being the {@code up} step or the baseline
	 */
	public Collection<List<HistoryRow>> versions() {
		return this.versioned.values();
	}

	/**
	 * Return the newest row of each repeatable migration.
	 * @return the rows
	 */
	public Collection<HistoryRow> repeatables() {
		return this.repeatable.values();
	}

	/**
	 * Return the row of a {@code down} that was begun and has not succeeded.
	 * @param version the version
	 * @return the row, {@code null} if there is none
	 */
	public @Nullable HistoryRow openDown(MigrationVersion version) {
		return this.openDowns.get(version);
	}

	/**
	 * Return whether a version stands between applied and undone.
	 * @param version the version
	 * @return {@code true} if a part of its {@code down} may have taken effect
	 */
	public boolean isHalfUndone(MigrationVersion version) {
		HistoryRow down = this.openDowns.get(version);
		return down != null && (down.statementsDone() > 0 || down.state() != StepState.FAILED);
	}

	/**
	 * Return whether somebody consented to the missing script of a version.
	 * @param version the version
	 * @return {@code true} if its absence is no contradiction
	 */
	public boolean isAcceptedMissing(MigrationVersion version) {
		return this.acceptedMissing.contains(version);
	}

	/**
	 * Return what was said of contracts.
	 * @return the notes
	 */
	public ContractNotes contractNotes() {
		return this.contractNotes;
	}

	/**
	 * Return whether something was undone after a row was written.
	 * @param row the row
	 * @return {@code true} if what the row tells of may stand on ground that is gone
	 */
	public boolean undoneSince(HistoryRow row) {
		return this.lastUndone > row.id();
	}

	/**
	 * Return the newest applied version.
	 * @return the version, {@code null} if there is none
	 */
	public @Nullable MigrationVersion newest() {
		return this.newest;
	}

	/**
	 * Return the version at which the database was taken over.
	 * @return the version, {@code null} if there was no baseline
	 */
	public @Nullable MigrationVersion baseline() {
		return this.baseline;
	}

	/**
	 * Return the steps that wait.
	 * @return their rows
	 */
	public List<HistoryRow> held() {
		List<HistoryRow> held = new ArrayList<>();
		for (List<HistoryRow> steps : this.versioned.values()) {
			for (HistoryRow row : steps) {
				if (row.state() == StepState.HELD) {
					held.add(row);
				}
			}
		}
		return held;
	}

	/**
	 * Return how many migrations are applied, repeatable ones included and the baseline
	 * row as well.
	 * @return the number
	 */
	public int appliedCount() {
		int count = 0;
		for (List<HistoryRow> steps : this.versioned.values()) {
			count += done(steps.get(0));
		}
		for (HistoryRow row : this.repeatable.values()) {
			count += done(row);
		}
		return count;
	}

	private static int done(HistoryRow row) {
		return (row.state() == StepState.SUCCEEDED) ? 1 : 0;
	}

}
