// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Duration;

import io.migration.rollout.ContractCase.Attempt;

/**
 * An attempt that failed is repeated after a pause, the longer the more have failed, and
 * one that left a doubt only when somebody has decided it.
 */
class AttemptRule implements GateRule {

	private static final String NAME = "attempt";

	private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	private static final int DOUBLED = 6;

	@Override
	public Finding check(ContractCase contract) {
		Attempt attempt = contract.attempt();
		return switch (attempt.state()) {
			case IN_DOUBT -> inDoubt(contract, attempt);
			case FAILED -> failed(attempt);
			case RUNNING -> Finding.met(NAME, "an attempt has begun, and goes on if its instance has died");
			default -> Finding.met(NAME, "no attempt has failed");
		};
	}

	private static Finding inDoubt(ContractCase contract, Attempt attempt) {
		return Finding.unmet(NAME,
				"whether statement " + (attempt.statementsDone() + 1) + " of " + attempt.statements()
						+ " took effect could not be told",
				"Find out and say so: java -jar app.jar --migration.command=resolve --migration.version="
						+ contract.version() + " --migration.as=done|redo|undone");
	}

	private static Finding failed(Attempt attempt) {
		String reason = "attempt " + attempt.number() + " failed";
		if (isPausing(attempt)) {
			return Finding.unmet(NAME, reason,
					"It is tried again in " + SoakRule.text(left(attempt)) + "; the error is in the history.");
		}
		return Finding.met(NAME, reason + ", and the pause after it is over");
	}

	static boolean isPausing(Attempt failed) {
		return left(failed).compareTo(Duration.ZERO) > 0;
	}

	private static Duration left(Attempt failed) {
		return pause(failed.number()).minus(failed.sinceEnd());
	}

	private static Duration pause(int attempts) {
		return FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLED, Math.max(0, attempts - 1)));
	}

}
