// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

/**
 * How statements are run.
 *
 * @param lockTimeout bound for statements whose lock blocks readers or writers; zero for
 * none
 * @param statementTimeout bound for every statement; zero for none
 * @param onlineTimeout bound for statements that only wait for old transactions; zero for
 * none
 * @param retryBudget how long a step is tried again after lock time-outs, deadlocks and
 * serialisation failures; zero for a single attempt
 * @param retryInitialDelay pause before the first retry; doubled each time
 * @param retryMaxDelay longest pause between retries
 * @param progressInterval how often a long statement is reported in the log
 * @since 1.0.0
 */
public record ExecutionOptions(Duration lockTimeout, Duration statementTimeout, Duration onlineTimeout,
		Duration retryBudget, Duration retryInitialDelay, Duration retryMaxDelay, Duration progressInterval) {

	/**
	 * What applies unless something else is said.
	 */
	public static final ExecutionOptions DEFAULTS = new ExecutionOptions(Duration.ofSeconds(3), Duration.ZERO,
			Duration.ZERO, Duration.ofMinutes(5), Duration.ofMillis(500), Duration.ofSeconds(15),
			Duration.ofSeconds(10));

	public ExecutionOptions {
		notNegative("lockTimeout", lockTimeout);
		notNegative("statementTimeout", statementTimeout);
		notNegative("onlineTimeout", onlineTimeout);
		notNegative("retryBudget", retryBudget);
		positive("retryInitialDelay", retryInitialDelay);
		positive("retryMaxDelay", retryMaxDelay);
		positive("progressInterval", progressInterval);
	}

	private static void notNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must not be negative, but was " + value);
		}
	}

	private static void positive(String name, Duration value) {
		if (value.toMillis() <= 0) {
			throw new IllegalArgumentException("'" + name + "' must be positive, but was " + value);
		}
	}

}
