// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.statement.SourceRange;
import org.jspecify.annotations.Nullable;

/**
 * Where findings go.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface Report {

	/**
	 * Add a finding.
	 * @param draft what was found
	 */
	void add(Draft draft);

	/**
	 * What a rule says; who reads it is told severity and place by others.
	 *
	 * @param rule the rule
	 * @param severity its severity in this case
	 * @param risk the kind of harm in this case
	 * @param range where it is
	 * @param message what happens and who suffers
	 * @param recipe what to do instead, {@code null} if there is nothing to paste
	 */
	record Draft(HazardRule rule, Severity severity, RiskClass risk, SourceRange range, String message,
			@Nullable String recipe) {

		static Draft of(HazardRule rule, SourceRange range, String message) {
			return new Draft(rule, rule.severity(), rule.risk(), range, message, null);
		}

		Draft recipe(@Nullable String text) {
			return new Draft(this.rule, this.severity, this.risk, this.range, this.message, text);
		}

		Draft recipe(String... lines) {
			return recipe(String.join("\n", lines));
		}

		Draft severity(Severity other) {
			return new Draft(this.rule, other, this.risk, this.range, this.message, this.recipe);
		}

		Draft risk(RiskClass other) {
			return new Draft(this.rule, this.severity, other, this.range, this.message, this.recipe);
		}

		/**
		 * Say that it only may be so.
		 */
		Draft milder(boolean condition) {
			return condition ? severity(lower(this.severity)) : this;
		}

		private static Severity lower(Severity severity) {
			return (severity == Severity.ERROR) ? Severity.WARNING : Severity.INFO;
		}

	}

}
