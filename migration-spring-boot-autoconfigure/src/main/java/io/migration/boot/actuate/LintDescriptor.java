// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.MigrationKind;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

// JSON of scripts without a mistake
record LintDescriptor(List<ScriptDescriptor> migrations) {

	static LintDescriptor of(List<PendingMigration> migrations, boolean showValues) {
		return new LintDescriptor(
				migrations.stream().map((migration) -> ScriptDescriptor.of(migration, showValues)).toList());
	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "version", "description", "kind", "script", "steps", "reversible", "risk", "findings" })
	record ScriptDescriptor(@Nullable String version, String description, MigrationKind kind, String script,
			List<StepType> steps, boolean reversible, @Nullable RiskClass risk, List<FindingDescriptor> findings) {

		static ScriptDescriptor of(PendingMigration migration, boolean showValues) {
			return new ScriptDescriptor(migration.version(), migration.description(), migration.kind(),
					migration.script(), migration.steps(), migration.reversible(), migration.risk(),
					FindingDescriptor.of(migration.findings(), showValues));
		}

	}

}
