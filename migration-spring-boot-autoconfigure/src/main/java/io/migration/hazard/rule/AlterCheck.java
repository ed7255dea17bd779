// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;

/**
 * Judges the single actions of {@code ALTER TABLE}.
 */
abstract class AlterCheck implements Check {

	@Override
	public final void check(Situation situation, Report report) {
		if (situation.action() instanceof TableStatement.Alter alter) {
			for (TableAction action : alter.actions()) {
				check(new Alteration(situation, alter, action), report);
			}
		}
	}

	/**
	 * Judge an action.
	 * @param alteration the action and what it finds
	 * @param report where findings go
	 */
	abstract void check(Alteration alteration, Report report);

}
