// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

/**
 * A hazard that the author of a script accepts:
 * {@code -- migrate:allow <rule> scope=statement|step reason="..."}.
 *
 * @param rule name of the rule that is not to be reported
 * @param scope what it holds for
 * @param reason why the author accepts the hazard
 * @param line line of the marker, from 1
 * @since 1.0.0
 */
public record AllowedHazard(String rule, Scope scope, String reason, int line) {

	/**
	 * What a marker holds for.
	 */
	public enum Scope {

		/**
		 * The statement in which the marker stands, or the next one after it.
		 */
		STATEMENT,

		/**
		 * All statements of the step.
		 */
		STEP

	}

}
