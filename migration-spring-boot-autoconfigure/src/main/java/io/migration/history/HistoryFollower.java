// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rows in the order of writing. A row counts from its writing until a later
 * {@code DOWN} of the same version undid it. Rows of kind {@code AUDIT} are notes; those
 * that count are the consent to a missing script, and what was said of contracts.
 */
final class HistoryFollower {

	static final String ACCEPTED_MISSING = "repair missing";

	private final List<HistoryRow> rows = new ArrayList<>();

	private final Map<MigrationVersion, List<HistoryRow>> versioned = new LinkedHashMap<>();

	private final Map<String, HistoryRow> repeatable = new HashMap<>();

	private final Map<MigrationVersion, HistoryRow> openDowns = new HashMap<>();

	private final Set<MigrationVersion> acceptedMissing = new HashSet<>();

	private final ContractNotes contractNotes = new ContractNotes();

	private long lastUndone;

	void follow(HistoryRow row) {
		MigrationVersion version = row.version();
		if (row.kind() == MigrationKind.AUDIT) {
			followAudit(row, version);
			return;
		}
		this.rows.add(row);
		if (version == null) {
			this.repeatable.put(row.description(), row);
		}
		else if (row.step() == StepType.DOWN) {
			followDown(row, version);
		}
		else {
			List<HistoryRow> steps = this.versioned.get(version);
			if (steps == null) {
				steps = new ArrayList<>(1);
				this.versioned.put(version, steps);
			}
			followStep(row, steps);
		}
	}

	private void followAudit(HistoryRow row, @Nullable MigrationVersion version) {
		if (version == null) {
			return;
		}
		if (ACCEPTED_MISSING.equals(row.name())) {
			this.acceptedMissing.add(version);
		}
		this.contractNotes.follow(version, row.name(), row.id());
	}

	// A contract that was undone and runs again has a second row
	private static void followStep(HistoryRow row, List<HistoryRow> steps) {
		for (int i = 0; i < steps.size(); i++) {
			HistoryRow earlier = steps.get(i);
			if (earlier.step() == row.step() && Objects.equals(earlier.name(), row.name())) {
				steps.set(i, row);
				return;
			}
		}
		steps.add(row);
	}

	private void followDown(HistoryRow row, MigrationVersion version) {
		List<HistoryRow> steps = this.versioned.get(version);
		if (row.state() != StepState.SUCCEEDED) {
			this.openDowns.put(version, row);
			return;
		}
		this.openDowns.remove(version);
		this.lastUndone = row.id();
		if (HistorySnapshot.DOWN_OF_CONTRACT.equals(row.name()) && steps != null) {
			this.contractNotes.contractUndone(version);
			steps.replaceAll((step) -> (step.step() == StepType.CONTRACT) ? step.heldAgain() : step);
		}
		else {
			this.versioned.remove(version);
			this.contractNotes.migrationUndone(version);
			this.acceptedMissing.remove(version);
		}
	}

	List<HistoryRow> rows() {
		return this.rows;
	}

	Map<MigrationVersion, List<HistoryRow>> versioned() {
		return this.versioned;
	}

	Map<String, HistoryRow> repeatable() {
		return this.repeatable;
	}

	Map<MigrationVersion, HistoryRow> openDowns() {
		return this.openDowns;
	}

	Set<MigrationVersion> acceptedMissing() {
		return this.acceptedMissing;
	}

	ContractNotes contractNotes() {
		return this.contractNotes;
	}

	long lastUndone() {
		return this.lastUndone;
	}

}
