// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import io.migration.StepState;

/**
 * The {@code verify} queries must return nothing. They may be expensive, so they are
 * asked only by whoever is about to run the contract. What they said the last time counts
 * as long as the pause after that attempt.
 */
class VerifyRule implements GateRule {

	private static final String NAME = "verify";

	@Override
	public Finding check(ContractCase contract) {
		if (!isRefuted(contract.attempt())) {
			return Finding.met(NAME, "verify queries are asked right before the contract runs");
		}
		// Only the next attempt can find out that the rows are corrected
		return AttemptRule.isPausing(contract.attempt())
				? Finding.unmet(NAME, "a verify query returned rows",
						"Correct these rows; it is asked again with the next attempt.")
				: Finding.met(NAME,
						"the verify queries returned rows, and are asked again right before the contract runs");
	}

	private static boolean isRefuted(ContractCase.Attempt attempt) {
		String error = attempt.error();
		return attempt.state() == StepState.FAILED && error != null && error.contains("the verify query returned rows");
	}

}
