// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.MigrationKind;
import io.migration.PendingMigration;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

// JSON of scripts without a mistake
record LintDescriptor(List<ScriptDescriptor> migrations) {

	static LintDescriptor of(List<PendingMigration> migrations) {
		return new LintDescriptor(migrations.stream().map(ScriptDescriptor::of).toList());
	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "version", "description", "kind", "script", "steps" })
	record ScriptDescriptor(@Nullable String version, String description, MigrationKind kind, String script,
			List<StepType> steps) {

		static ScriptDescriptor of(PendingMigration migration) {
			return new ScriptDescriptor(migration.version(), migration.description(), migration.kind(),
					migration.script(), migration.steps());
		}

	}

}
