// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.migration.Finding;
import io.migration.HazardOptions;
import io.migration.MigrationKind;
import io.migration.RiskClass;
import io.migration.StepType;
import io.migration.database.SecretMask;
import io.migration.execution.TransactionGroup;
import io.migration.hazard.effect.EffectModel;
import io.migration.hazard.effect.StatementEffect;
import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.rule.HazardRules;
import io.migration.hazard.rule.MigrationMemory;
import io.migration.hazard.rule.OpenTransaction;
import io.migration.hazard.rule.Situation;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import io.migration.sql.QualifiedName;

/**
 * Goes through one migration as it would run. What undoes it is not judged: it is not
 * meant to run, and nearly all of it drops something.
 */
final class MigrationReview {

	private final HazardOptions options;

	private final SchemaModel schema;

	private final SecretMask mask;

	private final String script;

	private final MigrationContent content;

	private final ReadActions actions;

	private final MigrationMemory memory;

	private final List<Finding> findings = new ArrayList<>();

	private RiskClass risk = RiskClass.SAFE;

	private boolean existingTouched;

	MigrationReview(HazardOptions options, SchemaModel schema, SecretMask mask, ResolvedMigration migration,
			MigrationContent content, ReadActions actions) {
		this.options = options;
		this.schema = schema;
		this.mask = mask;
		this.script = (migration instanceof ScriptMigration known) ? known.resource() : migration.script();
		this.content = content;
		this.actions = actions;
		boolean mayHaveDown = migration.kind() == MigrationKind.VERSIONED;
		this.memory = new MigrationMemory(actions.all(), content.reversible() || !mayHaveDown);
	}

	/**
	 * Follow what the migration makes, without a judgement.
	 */
	void skip() {
		for (ScriptStep step : this.content.steps()) {
			begin(step);
			step.statements().forEach((statement) -> this.schema.apply(this.actions.of(statement)));
		}
	}

	/**
	 * Judge the migration.
	 * @return what was found, in the order of the file
	 */
	List<Finding> run() {
		for (ScriptStep step : this.content.steps()) {
			begin(step);
			StepReport report = new StepReport(this.options, this.schema, this.mask, this.script, step);
			for (TransactionGroup group : TransactionGroup.of(step)) {
				run(step, group, report);
			}
			report.end();
			this.findings.addAll(report.findings());
			this.risk = RiskClass.worst(List.of(this.risk, report.risk()));
		}
		return this.findings.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
	}

	RiskClass risk() {
		return this.risk;
	}

	/**
	 * Return whether a database would know more of what this migration does.
	 */
	boolean touchesExisting() {
		return this.existingTouched || this.risk != RiskClass.SAFE;
	}

	private static boolean touchesExisting(StatementEffect effect) {
		if (!effect.complete()) {
			return true;
		}
		for (TableEffect table : effect.tables()) {
			if (table.isExisting() && table.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
				return true;
			}
		}
		return false;
	}

	// Others use what up has made when the steps behind it run
	private void begin(ScriptStep step) {
		if (step.type() == StepType.UP || step.type() == StepType.CONTRACT) {
			this.schema.beginMigration();
		}
	}

	private void run(ScriptStep step, TransactionGroup group, StepReport report) {
		this.schema.beginTransaction();
		OpenTransaction transaction = new OpenTransaction(group.transactional());
		for (int index : group.statements()) {
			SqlAction whole = this.actions.of(step.statements().get(index));
			Runnable judge = () -> judge(step, index, whole, transaction, report);
			QualifiedName created = NestedActions.schemaOf(whole);
			if (created != null) {
				this.schema.settings().within(created.name(), judge);
			}
			else {
				judge.run();
			}
		}
	}

	private void judge(ScriptStep step, int index, SqlAction whole, OpenTransaction transaction, StepReport report) {
		boolean isBlock = whole instanceof RoutineStatement.DoBlock || NestedActions.schemaOf(whole) != null;
		for (SqlAction action : NestedActions.of(whole)) {
			StatementEffect effect = EffectModel.of(action, this.schema, transaction.transactional());
			Situation situation = new Situation(step, step.statements().get(index).sql(), action, effect, this.schema,
					transaction, this.memory);
			report.enter(index, situation, action == whole);
			this.existingTouched |= touchesExisting(effect) && !PlainAddition.is(action);
			HazardRules.check(situation, report);
			transaction.done(situation);
			this.memory.done(action);
			if (isBlock && NestedActions.isSingle(action)) {
				this.schema.apply(action);
			}
		}
		if (!isBlock) {
			this.schema.apply(whole);
		}
	}

}
