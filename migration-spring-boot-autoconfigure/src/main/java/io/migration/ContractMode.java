// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What lets a contract run when nothing else stands against it.
 *
 * @since 1.0.0
 */
public enum ContractMode {

	/**
	 * Somebody approves it, once for each migration.
	 */
	MANUAL,

	/**
	 * The end of the rollout: the last instance of an earlier release is gone. Works only
	 * where the register has seen that release; otherwise the contract needs an approval
	 * too.
	 */
	AFTER_ROLLOUT

}
