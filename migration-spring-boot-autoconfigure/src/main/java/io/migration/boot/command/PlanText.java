// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import io.migration.Finding;
import io.migration.MigrationPlan;
import io.migration.PendingMigration;
import io.migration.StepPlan;
import io.migration.StepPlan.SegmentPlan;
import io.migration.StepPlan.StatementPlan;

import org.springframework.util.StringUtils;

/**
 * A plan as SQL with comments.
 */
final class PlanText {

	private final StringBuilder text = new StringBuilder();

	private final MigrationPlan plan;

	private PlanText(MigrationPlan plan) {
		this.plan = plan;
	}

	static String of(MigrationPlan plan) {
		PlanText text = new PlanText(plan);
		text.head();
		text.steps();
		return text.text.toString();
	}

	private void head() {
		String version = (this.plan.version() != null) ? "at version " + this.plan.version() : "without a version";
		comment("%s, schema %s, %s: %s".formatted(this.plan.database(), this.plan.schema(), version,
				this.plan.steps().isEmpty() ? "nothing to do" : RunText.steps(this.plan.steps().size()) + " to run"));
		this.plan.warnings().forEach((warning) -> comment("Warning: " + warning));
	}

	private void steps() {
		if (this.plan.oneTransaction()) {
			line("");
			comment("All in one transaction");
			line("BEGIN;");
		}
		this.plan.steps().forEach(this::step);
		if (this.plan.oneTransaction()) {
			line("");
			line("COMMIT;");
		}
	}

	private void step(StepPlan step) {
		line("");
		comment(step.id() + ", " + step.id().script() + done(step));
		hazards(step);
		switch (step.source()) {
			case CODE -> comment("Java code; what it sends is not known before it runs");
			case HISTORY -> comment("The text that the history keeps");
			default -> {
			}
		}
		step.segments().forEach(this::segment);
		if (!step.held().isEmpty()) {
			comment("Held afterwards: " + StringUtils.collectionToDelimitedString(step.held(), ", "));
		}
	}

	private void hazards(StepPlan step) {
		this.plan.pending()
			.stream()
			.filter((migration) -> migration.name().equals(step.id().migration()) && migration.risk() != null)
			.forEach(this::hazards);
	}

	private void hazards(PendingMigration migration) {
		comment("Risk: " + migration.risk() + (migration.reversible() ? ", reversible" : ", not reversible"));
		for (Finding finding : migration.findings()) {
			comment("Hazard: line %d, %s %s: %s".formatted(finding.line(), LintText.word(finding.severity()),
					finding.rule(), finding.message()));
		}
	}

	private static String done(StepPlan step) {
		return (step.statementsDone() > 0)
				? ": %d of %d statements are done".formatted(step.statementsDone(), step.statements()) : "";
	}

	private void segment(SegmentPlan segment) {
		boolean border = segment.transactional() && !this.plan.oneTransaction();
		if (border) {
			line("BEGIN;");
		}
		if (!segment.transactional()) {
			comment("Outside of a transaction");
		}
		segment.notes().forEach((note) -> comment("Note: " + note));
		segment.statements().forEach(this::statement);
		if (border) {
			line("COMMIT;");
		}
	}

	private void statement(StatementPlan statement) {
		if (statement.line() > 0) {
			comment("Line " + statement.line());
		}
		String sql = statement.sql().stripTrailing();
		line(sql.endsWith(";") ? sql : sql + ";");
	}

	private void comment(String comment) {
		comment.lines().forEach((line) -> line("-- " + line));
	}

	private void line(String line) {
		this.text.append(line).append(System.lineSeparator());
	}

}
