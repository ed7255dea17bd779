// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Instant;

import io.migration.ContractMode;
import io.migration.rollout.ContractCase.Approval;

/**
 * Somebody has to approve the contract or, if so configured, the rollout is the approval.
 */
class ApprovalRule implements GateRule {

	private static final String NAME = "approval";

	private static final String COMMAND = "java -jar app.jar --migration.command=approve --migration.version=";

	private final ContractMode mode;

	ApprovalRule(ContractMode mode) {
		this.mode = mode;
	}

	@Override
	public Finding check(ContractCase contract) {
		Approval approval = contract.approval();
		if (approval != null) {
			return Finding.met(NAME, approved(approval));
		}
		if (contract.undone()) {
			return unmet(contract, "it has run before and was undone", "again");
		}
		if (this.mode == ContractMode.MANUAL) {
			return unmet(contract, "it is not approved", "");
		}
		Instant lastOld = contract.population().lastOld();
		if (lastOld == null) {
			return unmet(contract, "the register has never seen a release without it, and an instance from before the "
					+ "starter would be invisible", "once");
		}
		return Finding.met(NAME, "the rollout is the approval: an earlier release was last seen at " + lastOld);
	}

	private static Finding unmet(ContractCase contract, String reason, String howOften) {
		return Finding.unmet(NAME, reason, "Approve it" + (howOften.isEmpty() ? "" : " " + howOften) + ": " + COMMAND
				+ contract.version() + ", or POST .../approve.");
	}

	private static String approved(Approval approval) {
		return "approved" + ((approval.by() != null) ? " by " + approval.by() : "")
				+ ((approval.at() != null) ? " at " + approval.at() : "");
	}

}
