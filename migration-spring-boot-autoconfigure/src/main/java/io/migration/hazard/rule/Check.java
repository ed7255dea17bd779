// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

/**
 * Judges statements by one rule, or by some that belong together.
 */
interface Check {

	/**
	 * Return the rules by which it judges.
	 * @return the rules
	 */
	List<HazardRule> rules();

	/**
	 * Judge a statement.
	 * @param situation the statement and what it finds
	 * @param report where findings go
	 */
	void check(Situation situation, Report report);

}
