// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayList;
import java.util.List;

import io.migration.Finding;
import io.migration.Finding.Position;
import io.migration.HazardOptions;
import io.migration.Knowledge;
import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.database.SecretMask;
import io.migration.hazard.effect.StatementEffect;
import io.migration.hazard.rule.HazardRule;
import io.migration.hazard.rule.HazardRules;
import io.migration.hazard.rule.Report;
import io.migration.hazard.rule.Situation;
import io.migration.hazard.schema.SchemaModel;
import io.migration.script.AllowedHazard;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Takes what rules say about the statements of one step: leaves out what the author
 * accepts, and what the configuration switches off.
 */
final class StepReport implements Report {

	private final HazardOptions options;

	private final KnownTables tables;

	private final SecretMask mask;

	private final String script;

	private final ScriptStep step;

	private final Suppressions suppressions;

	private final List<Finding> findings = new ArrayList<>();

	private RiskClass risk = RiskClass.SAFE;

	private int statement;

	private @Nullable Situation situation;

	private boolean whole;

	StepReport(HazardOptions options, SchemaModel schema, SecretMask mask, String script, ScriptStep step) {
		this.options = options;
		this.tables = new KnownTables(schema);
		this.mask = mask;
		this.script = script;
		this.step = step;
		this.suppressions = new Suppressions(step);
	}

	/**
	 * Note which statement is judged next.
	 */
	void enter(int index, Situation present, boolean isWhole) {
		this.statement = index;
		this.situation = present;
		this.whole = isWhole;
	}

	List<Finding> findings() {
		return this.findings;
	}

	RiskClass risk() {
		return this.risk;
	}

	@Override
	public void add(Draft draft) {
		Situation present = this.situation;
		Severity severity = configured(draft.rule(), draft.severity());
		if (severity == Severity.OFF || present == null) {
			this.suppressions.covers(draft.rule().id(), this.statement);
			return;
		}
		this.risk = RiskClass.worst(List.of(this.risk, risk(draft, present.effect())));
		if (this.suppressions.covers(draft.rule().id(), this.statement)) {
			return;
		}
		StatementEffect effect = present.effect();
		this.findings.add(new Finding(draft.rule().id(), forSize(severity, draft.rule(), effect), risk(draft, effect),
				this.script, this.step.type(), Positions.of(draft.range(), present.sql()),
				this.mask.hide(draft.message()), this.tables.impacts(effect), draft.rule().advice(),
				(draft.recipe() != null) ? this.mask.hide(draft.recipe()) : null,
				this.whole ? Fixes.of(draft, present) : null, KnownTables.source(effect)));
	}

	// What a rule has lowered for a reason is not raised again
	private Severity configured(HazardRule rule, Severity drafted) {
		Severity configured = this.options.severities().get(rule.id());
		if (configured == null) {
			return drafted;
		}
		boolean lowered = drafted.compareTo(rule.severity()) < 0;
		return (lowered && drafted.compareTo(configured) < 0) ? drafted : configured;
	}

	private RiskClass risk(Draft draft, StatementEffect effect) {
		if (this.tables.areMadeInThisRun(effect)) {
			return RiskClass.SAFE;
		}
		boolean mild = draft.severity() == Severity.INFO && draft.rule().severity() != Severity.INFO;
		return (mild && draft.risk() != RiskClass.DESTRUCTIVE) ? RiskClass.SAFE : draft.risk();
	}

	private Severity forSize(Severity severity, HazardRule rule, StatementEffect effect) {
		if (rule.risk() != RiskClass.SAFE && this.tables.areMadeInThisRun(effect)) {
			return Severity.INFO;
		}
		if (rule.risk() != RiskClass.BLOCKING || severity == Severity.INFO || !this.tables.areSmall(effect)) {
			return severity;
		}
		return (severity == Severity.ERROR) ? Severity.WARNING : Severity.INFO;
	}

	/**
	 * Report what is wrong with suppressions.
	 */
	void end() {
		for (AllowedHazard allowed : this.step.allows()) {
			String mistake = HazardRules.unknown(allowed.rule());
			HazardRule rule = HazardRules.find(allowed.rule());
			if (mistake != null) {
				suppression(HazardRules.UNKNOWN_SUPPRESSION, allowed, mistake);
			}
			else if (rule != null && rule.scope() == HazardRule.Scope.SCRIPT && this.suppressions.isUnused(allowed)) {
				suppression(HazardRules.IGNORED_SUPPRESSION, allowed,
						"The rule '" + allowed.rule() + "' has nothing to say here.");
			}
		}
	}

	private void suppression(HazardRule rule, AllowedHazard allowed, String message) {
		Severity severity = configured(rule, rule.severity());
		if (severity != Severity.OFF) {
			this.findings.add(new Finding(rule.id(), severity, rule.risk(), this.script, this.step.type(),
					new Position(allowed.line(), 1, allowed.line(), 1), message, List.of(), rule.advice(), null, null,
					Knowledge.SCRIPT));
		}
	}

}
