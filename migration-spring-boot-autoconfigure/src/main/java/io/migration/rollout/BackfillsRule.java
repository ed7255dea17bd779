// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

/**
 * All backfills have to be complete.
 */
class BackfillsRule implements GateRule {

	private static final String NAME = "backfills";

	@Override
	public Finding check(ContractCase contract) {
		return contract.backfills().isEmpty() ? Finding.met(NAME, "no backfill is left")
				: Finding.unmet(NAME, "its backfill is not complete",
						"It has to end first: " + String.join(", ", contract.backfills()) + ".");
	}

	@Override
	public boolean isAbsolute() {
		return true;
	}

}
