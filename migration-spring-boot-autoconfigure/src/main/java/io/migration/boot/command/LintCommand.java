// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migration.InvalidScriptsException;
import io.migration.MigrationEngine;
import io.migration.PendingMigration;
import io.migration.Severity;

import org.springframework.util.StringUtils;

/**
 * Looks for mistakes and hazards in scripts.
 */
final class LintCommand {

	private final CommandInput input;

	private final SourceFiles sources = new SourceFiles(Path.of(""));

	LintCommand(CommandInput input) {
		this.input = input;
	}

	CommandResult run() {
		try {
			MigrationEngine engine = this.input.engine();
			return this.input.options().fix() ? fix(engine) : result(read(engine));
		}
		catch (InvalidScriptsException ex) {
			if (!isSarif()) {
				throw ex;
			}
			return new CommandResult(Map.of(), "", SarifLog.ofProblems(ex.problems(), this.sources), ExitCode.INVALID);
		}
	}

	private List<PendingMigration> read(MigrationEngine engine) {
		return this.input.options().connect() ? engine.plan().pending() : engine.lint();
	}

	private CommandResult fix(MigrationEngine engine) {
		boolean since = StringUtils.hasText(this.input.environment().getProperty("migration.hazard.since"));
		if (!this.input.options().connect() && !since) {
			throw new CommandUsageException(
					"Which migrations have run somewhere is not known, and those must not be changed.",
					"Add " + CommandOption.CONNECT.usage() + ", so that only what is pending there is changed, or set "
							+ "migration.hazard.since to the newest version that has run.");
		}
		LintFixes fixes = new LintFixes(this.sources);
		String difference = fixes.apply(read(engine));
		CommandResult after = result(read(engine));
		String text = "%s%d %s changed.%n%n%s".formatted(difference, fixes.count(),
				(fixes.count() == 1) ? "statement was" : "statements were", after.text());
		return new CommandResult(after.value(), text, after.sarif(), after.code());
	}

	private CommandResult result(List<PendingMigration> migrations) {
		Object sarif = isSarif() ? SarifLog.of(migrations, this.sources) : null;
		return new CommandResult(Map.of("migrations", migrations), LintText.of(migrations, this.sources), sarif,
				hasError(migrations) ? ExitCode.HAZARD : ExitCode.DONE);
	}

	private boolean isSarif() {
		return this.input.options().format() == OutputFormat.SARIF;
	}

	private static boolean hasError(List<PendingMigration> migrations) {
		return migrations.stream()
			.flatMap((migration) -> migration.findings().stream())
			.anyMatch((finding) -> finding.severity() == Severity.ERROR);
	}

}
