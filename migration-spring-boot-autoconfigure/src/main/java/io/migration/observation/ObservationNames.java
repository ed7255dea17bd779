// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

/**
 * Names of meters, spans and their keys. Dashboards and alerts depend on them.
 *
 * @since 1.0.0
 */
public final class ObservationNames {

	/**
	 * Timer and span of a run; keys {@link #TARGET} and {@link #OUTCOME}.
	 */
	public static final String RUN = "migration.run";

	/**
	 * Timer and span of a step; keys {@link #TARGET}, {@link #VERSION}, {@link #STEP} and
	 * {@link #OUTCOME}.
	 */
	public static final String STEP_RUN = "migration.step";

	/**
	 * Span of a statement; there is no timer, as statements have no name.
	 */
	public static final String STATEMENT = "migration.statement";

	/**
	 * Gauge of the required steps that have not succeeded; key {@link #TARGET}.
	 */
	public static final String PENDING = "migration.pending";

	/**
	 * Gauge of the applied migrations; key {@link #TARGET}.
	 */
	public static final String APPLIED = "migration.applied";

	/**
	 * Gauge of the required steps that failed or are in doubt; key {@link #TARGET}.
	 */
	public static final String FAILED = "migration.failed";

	/**
	 * Timer of waiting for the lock, by the runs that took it; key {@link #TARGET}.
	 */
	public static final String LOCK_WAIT = "migration.lock.wait";

	/**
	 * Counter of attempts of steps after the first one; key {@link #TARGET}.
	 */
	public static final String RETRIES = "migration.retries";

	/**
	 * Counter of the rows that backfills walked over in this instance; keys
	 * {@link #TARGET}, {@link #VERSION} and {@link #NAME}.
	 */
	public static final String BACKFILL_ROWS = "migration.backfill.rows";

	/**
	 * Gauge of the part of a backfill that is done, from 0 to 1; keys {@link #TARGET},
	 * {@link #VERSION} and {@link #NAME}.
	 */
	public static final String BACKFILL_PROGRESS = "migration.backfill.progress";

	/**
	 * Gauge of the contracts that are held; key {@link #TARGET}.
	 */
	public static final String CONTRACT_HELD = "migration.contract.held";

	/**
	 * Gauge of the held contracts whose last attempt failed or is in doubt; key
	 * {@link #TARGET}.
	 */
	public static final String CONTRACT_FAILED = "migration.contract.failed";

	/**
	 * Gauge, 1 while this release is too old for a contract that has run; key
	 * {@link #TARGET}.
	 */
	public static final String UNFIT = "migration.release.unfit";

	/**
	 * Key: name of the target.
	 */
	public static final String TARGET = "target";

	/**
	 * Key: version of the migration, or {@code R__description}.
	 */
	public static final String VERSION = "version";

	/**
	 * Key: the part of the migration, in lower case such as {@code up}.
	 */
	public static final String STEP = "step";

	/**
	 * Key: name of a backfill, {@code none} if it has none.
	 */
	public static final String NAME = "name";

	/**
	 * Key: {@code success} or {@code failed}.
	 */
	public static final String OUTCOME = "outcome";

	/**
	 * Key of spans only: file or class of the migration.
	 */
	public static final String SCRIPT = "script";

	/**
	 * Key of spans only: how often the step was tried.
	 */
	public static final String ATTEMPTS = "attempts";

	/**
	 * Key of spans only: position of the statement in its step, from 1.
	 */
	public static final String NUMBER = "number";

	/**
	 * Key of spans only: line of the statement in its script, from 1; 0 for code.
	 */
	public static final String LINE = "line";

	/**
	 * Key of spans only: the first words of the statement, without any literal.
	 */
	public static final String SUMMARY = "summary";

	private ObservationNames() {
	}

}
