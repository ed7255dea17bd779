// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import io.migration.BackfillControl;
import io.migration.Finding;
import io.migration.MigrationPlan;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.PendingMigration;
import io.migration.RepairReport;
import io.migration.Resolution;
import io.migration.ScriptProblem;
import io.migration.ValidationFailedException.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * Keeps in a native image what commands read of records: options and reports.
 */
class CommandRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(MigrationCommandProperties.class).registerHints(hints, classLoader);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), MigrationStatus.class,
				BackfillControl.class, MigrationPlan.class, MigrationRun.class, PendingMigration.class,
				RepairReport.class, Resolution.class, ScriptProblem.class, Problem.class, Finding.class);
	}

}
