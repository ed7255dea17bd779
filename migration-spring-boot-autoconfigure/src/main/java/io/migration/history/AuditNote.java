// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.util.List;

import io.migration.MigrationKind;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * What the history notes of an operation that somebody asked for.
 *
 * @param operation what was asked for
 * @param version the version that it was about, {@code null} if none
 * @param subject description and script of what it was about
 * @param text what was done, with old and new
 * @param requestedBy who asked, {@code null} if unknown
 * @since 1.0.0
 */
public record AuditNote(String operation, @Nullable String version, Subject subject, String text,
		@Nullable String requestedBy) {

	private static final String REQUESTED_BY = "\nRequested by ";

	/**
	 * Create the note that lets a script be missing from now on.
	 * @param row the row of its {@code up}
	 * @param text what was accepted
	 * @param requestedBy who accepted it, {@code null} if unknown
	 * @return the note
	 */
	public static AuditNote missingAccepted(HistoryRow row, String text, @Nullable String requestedBy) {
		return of(HistoryFollower.ACCEPTED_MISSING, row, text, requestedBy);
	}

	/**
	 * Create a note about a row.
	 * @param operation what was asked for
	 * @param row the row
	 * @param text what was done
	 * @param requestedBy who asked for it, {@code null} if unknown
	 * @return the note
	 */
	public static AuditNote of(String operation, HistoryRow row, String text, @Nullable String requestedBy) {
		return new AuditNote(operation, (row.version() != null) ? row.version().toString() : null,
				new Subject(row.description(), row.script(), row.step()), text, requestedBy);
	}

	/**
	 * Create a note about the target as a whole.
	 * @param operation what was asked for
	 * @param step which kind of step it is about
	 * @param text what was done
	 * @param requestedBy who asked for it, {@code null} if unknown
	 * @return the note
	 */
	public static AuditNote ofTarget(String operation, StepType step, String text, @Nullable String requestedBy) {
		return new AuditNote(operation, null, new Subject(operation, "(" + operation + ")", step), text, requestedBy);
	}

	/**
	 * Create the note that approves a contract.
	 * @param row the row of the contract
	 * @param requestedBy who approves it, {@code null} if unknown
	 * @return the note
	 */
	public static AuditNote approved(HistoryRow row, @Nullable String requestedBy) {
		return of(ContractNotes.APPROVE, row, "Contract approved", requestedBy);
	}

	/**
	 * Create the note that takes the approval of a contract back.
	 * @param row the row of the contract
	 * @param requestedBy who takes it back, {@code null} if unknown
	 * @return the note
	 */
	public static AuditNote withdrawn(HistoryRow row, @Nullable String requestedBy) {
		return of(ContractNotes.WITHDRAW, row, "Approval withdrawn", requestedBy);
	}

	/**
	 * Create the note that approves a contract and runs it at once.
	 * @param row the row of the contract
	 * @param requestedBy who asks for it, {@code null} if unknown
	 * @return the note
	 */
	public static AuditNote contracted(HistoryRow row, @Nullable String requestedBy) {
		return of(ContractNotes.RUN, row, "Contract approved", requestedBy);
	}

	/**
	 * Create the note that a contract runs because its gate is open.
	 * @param row the row of the contract
	 * @return the note
	 */
	public static AuditNote opened(HistoryRow row) {
		return of("open", row, "All conditions of the contract are met", null);
	}

	static @Nullable String requestedBy(String text) {
		int start = text.lastIndexOf(REQUESTED_BY);
		return (start >= 0) ? text.substring(start + REQUESTED_BY.length()) : null;
	}

	// The first line says what was asked for, the others may show statements
	StepRecord record(boolean storeText) {
		String shown = storeText ? this.text : this.text.lines().findFirst().orElse("");
		String said = (this.requestedBy != null) ? shown + REQUESTED_BY + this.requestedBy : shown;
		return new StepRecord(this.version, this.subject.description(), MigrationKind.AUDIT, this.subject.step(), 0,
				this.operation, this.subject.script(), null, null, null, null, List.of(), said, null, 0);
	}

	/**
	 * What a note is about.
	 *
	 * @param description description of the migration
	 * @param script file or class
	 * @param step which part
	 */
	public record Subject(String description, String script, StepType step) {

	}

}
