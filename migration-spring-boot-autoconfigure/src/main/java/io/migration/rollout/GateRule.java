// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import io.migration.GateCondition;

import org.springframework.util.StringUtils;

/**
 * One of the conditions of a gate.
 */
interface GateRule {

	/**
	 * Look at a contract.
	 * @param contract the contract
	 * @return whether the condition is met, and why or why not
	 */
	Finding check(ContractCase contract);

	/**
	 * Return whether the condition has to be met also where somebody asks for the
	 * contract to run at once.
	 * @return {@code false} if asking for it overrides the condition
	 */
	default boolean isAbsolute() {
		return false;
	}

	/**
	 * What a rule has found.
	 *
	 * @param name short name of the condition
	 * @param met whether it is met
	 * @param reason why, a sentence without its end
	 * @param action what would change that, empty if it is met
	 */
	record Finding(String name, boolean met, String reason, String action) {

		static Finding met(String name, String reason) {
			return new Finding(name, true, reason, "");
		}

		static Finding unmet(String name, String reason, String action) {
			return new Finding(name, false, reason, action);
		}

		GateCondition condition() {
			String sentence = StringUtils.capitalize(this.reason) + ".";
			return new GateCondition(this.name, this.met,
					this.action.isEmpty() ? sentence : sentence + " " + this.action);
		}

	}

}
