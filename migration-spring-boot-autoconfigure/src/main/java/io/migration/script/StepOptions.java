// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a script says about how one of its steps is to be run.
 *
 * @param transaction whether it runs in a transaction
 * @param lockTimeout bound for waiting for locks, zero for none; {@code null}: the
 * configured one
 * @param statementTimeout bound for each statement, zero for none; {@code null}: the
 * configured one
 * @param placeholders whether placeholders are replaced
 * @param backfill what it says about batches; {@code null} for every other step
 * @since 1.0.0
 */
public record StepOptions(TransactionMode transaction, @Nullable Duration lockTimeout,
		@Nullable Duration statementTimeout, boolean placeholders, @Nullable BackfillOptions backfill) {

	/**
	 * What applies to a step about which the script says nothing.
	 */
	public static final StepOptions DEFAULTS = new StepOptions(TransactionMode.AUTO, null, null, true, null);

}
