// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.Collection;

/**
 * What a migration would do to a system that is in use. The later, the worse.
 *
 * @since 1.0.0
 */
public enum RiskClass {

	/**
	 * Nobody notices.
	 */
	SAFE,

	/**
	 * Readers or writers wait.
	 */
	BLOCKING,

	/**
	 * The code that runs now fails.
	 */
	BREAKING,

	/**
	 * Data are lost.
	 */
	DESTRUCTIVE;

	/**
	 * Return the worst of several.
	 * @param classes the classes
	 * @return the worst one, {@link #SAFE} if there is none
	 */
	public static RiskClass worst(Collection<RiskClass> classes) {
		RiskClass worst = SAFE;
		for (RiskClass risk : classes) {
			worst = (risk.compareTo(worst) > 0) ? risk : worst;
		}
		return worst;
	}

}
