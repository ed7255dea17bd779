// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.Locale;

import io.migration.RiskClass;
import io.migration.Severity;

/**
 * What is told of a rule.
 *
 * @param id its name, as in {@code migrate:allow}
 * @param severity how much its findings matter, unless something else is said
 * @param risk what kind of harm it is about
 * @param summary which statements it reports
 * @param why what they do
 * @param advice what to do instead
 * @param example what it reports
 * @param scope what it has to know
 * @since 1.0.0
 */
public record HazardRule(String id, Severity severity, RiskClass risk, String summary, String why, String advice,
		Example example, Scope scope) {

	/**
	 * Return where the rule is described.
	 * @return the address of its paragraph in the documentation
	 */
	public String anchor() {
		return "docs/hazards.md#" + this.id.toLowerCase(Locale.ROOT);
	}

	static HazardRule error(String id, RiskClass risk, String summary) {
		return new HazardRule(id, Severity.ERROR, risk, summary, "", "", Example.NONE, Scope.SCRIPT);
	}

	static HazardRule warning(String id, RiskClass risk, String summary) {
		return new HazardRule(id, Severity.WARNING, risk, summary, "", "", Example.NONE, Scope.SCRIPT);
	}

	static HazardRule info(String id, RiskClass risk, String summary) {
		return new HazardRule(id, Severity.INFO, risk, summary, "", "", Example.NONE, Scope.SCRIPT);
	}

	static HazardRule off(String id, RiskClass risk, String summary) {
		return new HazardRule(id, Severity.OFF, risk, summary, "", "", Example.NONE, Scope.SCRIPT);
	}

	HazardRule why(String text) {
		return new HazardRule(this.id, this.severity, this.risk, this.summary, text, this.advice, this.example,
				this.scope);
	}

	HazardRule advice(String text) {
		return new HazardRule(this.id, this.severity, this.risk, this.summary, this.why, text, this.example,
				this.scope);
	}

	HazardRule example(String before, String statement) {
		return new HazardRule(this.id, this.severity, this.risk, this.summary, this.why, this.advice,
				new Example(before, statement), this.scope);
	}

	HazardRule needs(Scope needed) {
		return new HazardRule(this.id, this.severity, this.risk, this.summary, this.why, this.advice, this.example,
				needed);
	}

	/**
	 * What a rule reports.
	 *
	 * @param before statements of an earlier migration
	 * @param script the migration that is reported
	 */
	public record Example(String before, String script) {

		static final Example NONE = new Example("", "");

	}

	/**
	 * What a rule has to know before it can report anything.
	 */
	public enum Scope {

		/**
		 * The script is enough.
		 */
		SCRIPT,

		/**
		 * The objects that exist: the scripts before, or the catalog.
		 */
		SCHEMA,

		/**
		 * The catalog.
		 */
		CATALOG

	}

}
