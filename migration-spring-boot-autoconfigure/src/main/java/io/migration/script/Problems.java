// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.migration.InvalidScriptsException;
import io.migration.ScriptProblem;

/**
 * Collects mistakes, so that all of them are reported at once.
 */
final class Problems {

	private final List<ScriptProblem> problems = new ArrayList<>();

	void add(String script, int line, String message, String action) {
		this.problems.add(new ScriptProblem(script, line, message, action));
	}

	FileProblems of(ScriptFile file) {
		return new FileProblems(this, file.display());
	}

	boolean isEmpty() {
		return this.problems.isEmpty();
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidScriptsException(inOrder());
		}
	}

	private List<ScriptProblem> inOrder() {
		List<String> scripts = this.problems.stream().map(ScriptProblem::script).distinct().toList();
		return this.problems.stream()
			.sorted(Comparator.comparingInt((ScriptProblem problem) -> scripts.indexOf(problem.script()))
				.thenComparingInt(ScriptProblem::line))
			.toList();
	}

}
