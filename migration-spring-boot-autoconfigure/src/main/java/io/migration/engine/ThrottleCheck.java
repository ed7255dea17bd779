// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migration.BackfillThrottle;
import io.migration.InvalidScriptsException;
import io.migration.MigrationOptions;
import io.migration.ScriptProblem;
import io.migration.backfill.throttle.ThrottleNames;
import io.migration.script.BackfillOptions;
import io.migration.script.MigrationContent;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import io.migration.sql.NearestWord;

/**
 * Finds throttles of backfills that nobody knows. The application's own are asked for
 * only if a script names one that is not built in.
 */
final class ThrottleCheck {

	private final MigrationOptions options;

	private final List<ScriptProblem> problems = new ArrayList<>();

	ThrottleCheck(MigrationOptions options) {
		this.options = options;
	}

	/**
	 * Check a script.
	 * @param script the script
	 * @param content its content
	 * @throws InvalidScriptsException if it names a throttle that is not there
	 */
	void check(ScriptMigration script, MigrationContent content) {
		for (ScriptStep step : content.backfills()) {
			BackfillOptions backfill = step.options().backfill();
			if (backfill != null && backfill.throttle() != null) {
				check(script, step.line(), ThrottleNames.in(backfill.throttle()));
			}
		}
		if (!this.problems.isEmpty()) {
			throw new InvalidScriptsException(this.problems);
		}
	}

	private void check(ScriptMigration script, int line, List<String> names) {
		if (!ThrottleNames.BUILT_IN.containsAll(names)) {
			Set<String> words = words();
			names.stream()
				.filter((name) -> !words.contains(name) || name.equals(ThrottleNames.OFF))
				.forEach((name) -> this.problems.add(problem(script, line, name, words)));
		}
	}

	private static ScriptProblem problem(ScriptMigration script, int line, String name, Set<String> words) {
		String nearest = NearestWord.to(name, words);
		boolean off = name.equals(ThrottleNames.OFF);
		return new ScriptProblem(script.resource(), line,
				off ? "'off' stands alone in 'throttle'" : "There is no throttle '" + name + "'",
				((nearest != null && !off) ? "Did you mean '" + nearest + "'? " : "") + "Valid here are "
						+ String.join(", ", words) + ".");
	}

	private Set<String> words() {
		return ThrottleNames
			.words(this.options.throttles().get().stream().map(BackfillThrottle::name).collect(Collectors.toSet()));
	}

}
