// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migration.script.AllowedHazard;
import io.migration.script.ScriptStep;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;

/**
 * What the author of a step accepts.
 */
final class Suppressions {

	private final List<Covered> all = new ArrayList<>();

	private final Set<AllowedHazard> used = new HashSet<>();

	Suppressions(ScriptStep step) {
		List<SqlStatement> statements = step.statements().stream().map((statement) -> statement.sql()).toList();
		step.allows().forEach((allowed) -> this.all.add(new Covered(allowed, statement(allowed, statements))));
	}

	// The one in which the marker stands, or the next one
	private static int statement(AllowedHazard allowed, List<SqlStatement> statements) {
		for (int i = 0; i < statements.size(); i++) {
			List<SqlToken> tokens = statements.get(i).tokens();
			if (allowed.line() <= tokens.get(tokens.size() - 1).line()) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return whether a rule is not to be reported, and remember that it had something to
	 * say.
	 */
	boolean covers(String rule, int statement) {
		boolean covered = false;
		for (Covered candidate : this.all) {
			boolean here = candidate.allowed().scope() == AllowedHazard.Scope.STEP
					|| candidate.statement() == statement;
			if (here && candidate.allowed().rule().equals(rule)) {
				this.used.add(candidate.allowed());
				covered = true;
			}
		}
		return covered;
	}

	boolean isUnused(AllowedHazard allowed) {
		return !this.used.contains(allowed);
	}

	/**
	 * A suppression and the statement that it is about.
	 */
	private record Covered(AllowedHazard allowed, int statement) {

	}

}
