// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.MigrationPlan;
import io.migration.StepPlan;
import io.migration.StepPlan.SegmentPlan;
import io.migration.StepPlan.Source;
import io.migration.StepPlan.StatementPlan;
import io.migration.StepType;
import io.migration.boot.actuate.TargetDescriptor.PendingDescriptor;
import org.jspecify.annotations.Nullable;

// JSON of what a run would do; statements are there only for those who may see them, and so
// are the notes, which quote them
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "database", "schema", "version", "oneTransaction", "warnings", "pending", "steps" })
record PlanDescriptor(String database, String schema, @Nullable String version, boolean oneTransaction,
		List<String> warnings, List<PendingDescriptor> pending, List<PlannedDescriptor> steps) {

	static PlanDescriptor of(MigrationPlan plan, boolean showValues) {
		return new PlanDescriptor(plan.database(), plan.schema(), plan.version(), plan.oneTransaction(),
				Headline.of(plan.warnings(), showValues),
				plan.pending().stream().map((migration) -> PendingDescriptor.of(migration, showValues)).toList(),
				plan.steps().stream().map((step) -> PlannedDescriptor.of(step, showValues)).toList());
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	@JsonPropertyOrder({ "migration", "description", "script", "step", "name", "source", "statements", "statementsDone",
			"held", "segments" })
	record PlannedDescriptor(String migration, String description, String script, StepType step, @Nullable String name,
			Source source, int statements, int statementsDone, List<StepType> held, List<SegmentDescriptor> segments) {

		static PlannedDescriptor of(StepPlan step, boolean showValues) {
			return new PlannedDescriptor(step.id().migration(), step.id().description(), step.id().script(),
					step.id().step(), step.id().name(), step.source(), step.statements(), step.statementsDone(),
					step.held(),
					step.segments().stream().map((segment) -> SegmentDescriptor.of(segment, showValues)).toList());
		}

	}

	@JsonPropertyOrder({ "transactional", "notes", "statements" })
	record SegmentDescriptor(boolean transactional, List<String> notes, List<StatementDescriptor> statements) {

		static SegmentDescriptor of(SegmentPlan segment, boolean showValues) {
			return new SegmentDescriptor(segment.transactional(), Headline.of(segment.notes(), showValues),
					segment.statements()
						.stream()
						.map((statement) -> StatementDescriptor.of(statement, showValues))
						.toList());
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	@JsonPropertyOrder({ "number", "line", "sql" })
	record StatementDescriptor(int number, int line, @Nullable String sql) {

		static StatementDescriptor of(StatementPlan statement, boolean showValues) {
			return new StatementDescriptor(statement.number(), statement.line(), showValues ? statement.sql() : null);
		}

	}

}
