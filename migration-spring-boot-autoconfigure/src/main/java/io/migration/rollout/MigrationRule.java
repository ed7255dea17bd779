// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

/**
 * The migration has to be there, as a whole.
 */
class MigrationRule implements GateRule {

	private static final String NAME = "migration";

	@Override
	public Finding check(ContractCase contract) {
		return contract.applied() ? Finding.met(NAME, "the migration is done")
				: Finding.unmet(NAME, "the migration itself is not done", "Migrate, or finish its rollback.");
	}

	@Override
	public boolean isAbsolute() {
		return true;
	}

}
