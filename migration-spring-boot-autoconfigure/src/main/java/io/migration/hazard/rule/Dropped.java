// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.stream.Stream;

import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;

/**
 * Something that others may use and that is dropped.
 *
 * @param situation what the statement finds
 * @param drop the statement
 * @param name one of the names in it
 */
record Dropped(Situation situation, DropStatement drop, QualifiedName name) {

	/**
	 * Return what a statement drops, without what the same migration has made.
	 */
	static Stream<Dropped> of(Situation situation, DropStatement drop) {
		return drop.names()
			.stream()
			.filter((name) -> !Created.isHere(situation, drop, name))
			.map((name) -> new Dropped(situation, drop, name));
	}

	String quoted() {
		return SqlName.of(this.name);
	}

	/**
	 * Return whether it is created again behind the statement.
	 */
	boolean isReplaced() {
		return Created.isLater(this.situation, this.drop, this.name);
	}

	/**
	 * Return whether it is a type that the migration itself has given another name: code
	 * knows that of its successor.
	 */
	boolean isSetAside() {
		boolean type = this.drop.kind() == ObjectKind.TYPE || this.drop.kind() == ObjectKind.DOMAIN;
		return type && this.situation.memory().before().stream().anyMatch(this::isRename)
				&& !(this.drop.cascade() && NewTypes.mayBeUsed(this.situation.schema(), this.name));
	}

	private boolean isRename(SqlAction action) {
		return action instanceof ObjectStatement.Rename rename && rename.kind() == this.drop.kind()
				&& rename.to().equals(this.name.name());
	}

	/**
	 * Return what to add to a message where old code may run.
	 */
	String breaks() {
		return (isSetAside() || this.situation.inContract()) ? "" : " Code that uses it now fails.";
	}

	/**
	 * Make a draft that is milder where nobody misses it.
	 */
	Draft draft(HazardRule rule, String message) {
		Draft draft = Draft.of(rule, this.drop.range(), message);
		return (isReplaced() || isSetAside() || this.situation.inContract()) ? draft.severity(Severity.INFO) : draft;
	}

}
