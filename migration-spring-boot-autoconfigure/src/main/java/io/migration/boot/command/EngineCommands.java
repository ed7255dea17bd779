// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.BaselineRequest;
import io.migration.ContractRequest;
import io.migration.HeldContract;
import io.migration.MigrationPlan;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.MigrationVersion;
import io.migration.RepairReport;
import io.migration.RepairRequest;
import io.migration.Resolution;
import io.migration.ResolveRequest;
import io.migration.RollbackRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The commands that ask the engine.
 */
final class EngineCommands {

	private EngineCommands() {
	}

	static CommandResult status(CommandInput input) {
		MigrationStatus status = input.engine().status(Integer.MAX_VALUE);
		return new CommandResult(status, StatusText.of(status));
	}

	static CommandResult plan(CommandInput input) {
		RollbackRequest request = rollbackRequest(input);
		MigrationPlan plan = (request != null) ? input.engine().planRollback(request) : input.engine().plan();
		return new CommandResult(plan, PlanText.of(plan));
	}

	static CommandResult migrate(CommandInput input) {
		MigrationRun run = input.engine().migrateFor(input.requestedBy());
		return new CommandResult(run, RunText.of("Ran", run));
	}

	static CommandResult rollback(CommandInput input) {
		RollbackRequest request = rollbackRequest(input);
		if (request == null) {
			throw new CommandUsageException("The command rollback needs to know how far.",
					"Add " + CommandOption.TARGET.usage() + " or " + CommandOption.STEPS.usage() + ".");
		}
		MigrationRun run = input.engine().rollback(request);
		return new CommandResult(run, RunText.of("Undid", run));
	}

	static CommandResult validate(CommandInput input) {
		input.engine().validate();
		return new CommandResult(Map.of("valid", true),
				"Nothing is pending, and nothing that is applied was changed or is missing.");
	}

	static CommandResult baseline(CommandInput input) {
		MigrationVersion version = version("migration.baseline-version",
				input.environment().getProperty("migration.baseline-version", "1"));
		String description = input.environment().getProperty("migration.baseline-description", "baseline");
		input.engine().baseline(new BaselineRequest(version, description, input.requestedBy()));
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("version", version);
		value.put("description", description);
		return new CommandResult(value, "The schema is taken over at version " + version + ".");
	}

	static CommandResult repair(CommandInput input) {
		RepairReport report = input.engine()
			.repair(new RepairRequest(textOrNull(input.options().version()), input.requestedBy()));
		return new CommandResult(report, RepairText.of(report));
	}

	static CommandResult resolve(CommandInput input) {
		MigrationCommandProperties options = input.options();
		Resolution resolution = input.engine()
			.resolve(new ResolveRequest(Objects.requireNonNull(options.version()), Objects.requireNonNull(options.as()),
					input.requestedBy()));
		return new CommandResult(resolution, "Step %s is %s, %d of %d statements are done.".formatted(resolution.step(),
				resolution.state(), resolution.statementsDone(), resolution.statements()));
	}

	static CommandResult contract(CommandInput input) {
		MigrationRun run = input.engine().contract(contractRequest(input));
		return new CommandResult(run, RunText.of("Ran", run));
	}

	static CommandResult approve(CommandInput input) {
		HeldContract contract = input.engine().approve(contractRequest(input));
		return new CommandResult(contract, "The contract of migration " + contract.version() + " is approved."
				+ System.lineSeparator() + HeldText.of(contract));
	}

	static CommandResult withdraw(CommandInput input) {
		HeldContract contract = input.engine().withdraw(contractRequest(input));
		return new CommandResult(contract, "The contract of migration " + contract.version()
				+ " is not approved any more." + System.lineSeparator() + HeldText.of(contract));
	}

	private static ContractRequest contractRequest(CommandInput input) {
		MigrationVersion version = version(CommandOption.VERSION.property(),
				Objects.requireNonNull(input.options().version()));
		return new ContractRequest(version, input.requestedBy());
	}

	static CommandResult backfill(CommandInput input) {
		MigrationCommandProperties options = input.options();
		BackfillAction action = Objects.requireNonNull(options.action());
		MigrationVersion version = version(CommandOption.VERSION.property(), Objects.requireNonNull(options.version()));
		BackfillControl control = input.engine()
			.backfill(new BackfillRequest(version, textOrNull(options.name()), action,
					RowsPerSecond.of(action, textOrNull(options.rowsPerSecond())), input.requestedBy()));
		return new CommandResult(control, BackfillText.of(control));
	}

	private static @Nullable RollbackRequest rollbackRequest(CommandInput input) {
		String target = textOrNull(input.options().target());
		Integer steps = input.options().steps();
		if (target != null && steps != null) {
			throw new CommandUsageException("Both a target and a number of steps were given.",
					"Leave one of them out.");
		}
		if (steps != null && steps < 1) {
			throw new CommandUsageException("The number of steps must be at least 1, but was " + steps + ".",
					"Correct --migration.steps.");
		}
		if (target == null && steps == null) {
			return null;
		}
		return new RollbackRequest((target != null) ? version(CommandOption.TARGET.property(), target) : null,
				(steps != null) ? steps : 0, input.options().acceptDataLoss(), input.requestedBy());
	}

	private static MigrationVersion version(String property, String text) {
		MigrationVersion version = MigrationVersion.parse(text);
		if (version == null) {
			throw new CommandUsageException("'" + text + "' is not a version.",
					"Correct --" + property + ": digits separated by '.' or '_', such as 1.2.");
		}
		return version;
	}

	private static @Nullable String textOrNull(@Nullable String text) {
		return StringUtils.hasText(text) ? text : null;
	}

}
