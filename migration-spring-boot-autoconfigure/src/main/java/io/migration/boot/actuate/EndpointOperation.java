// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.BaselineRequest;
import io.migration.ContractRequest;
import io.migration.MigrationEngine;
import io.migration.MigrationPlan;
import io.migration.MigrationRun;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.RepairReport;
import io.migration.RepairRequest;
import io.migration.Resolution;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.RollbackRequest;
import io.migration.boot.actuate.OperationRejectedException.Reason;
import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * The operations that can be asked for at the endpoint, with the options that each of
 * them takes.
 */
enum EndpointOperation {

	PLAN(EndpointOperation::plan, Options.TARGET, Options.STEPS),

	MIGRATE((call) -> (engine) -> ran(engine.migrateFor(call.requestedBy()))),

	ROLLBACK(EndpointOperation::rollback, Options.TARGET, Options.STEPS, Options.ACCEPT_DATA_LOSS),

	VALIDATE((call) -> EndpointOperation::validate),

	LINT((call) -> (engine) -> linted(engine.lint())),

	BASELINE(EndpointOperation::baseline, Options.BASELINE_VERSION, Options.BASELINE_DESCRIPTION),

	REPAIR(EndpointOperation::repair, Options.VERSION),

	RESOLVE(EndpointOperation::resolve, Options.VERSION, Options.AS),

	CONTRACT(EndpointOperation::contract, Options.VERSION),

	BACKFILL(EndpointOperation::backfill, Options.VERSION, Options.NAME, Options.ACTION, Options.ROWS_PER_SECOND),

	APPROVE(EndpointOperation::approve, Options.VERSION),

	WITHDRAW(EndpointOperation::withdraw, Options.VERSION);

	private final Function<OperationCall, OperationWork> preparation;

	private final List<String> options;

	EndpointOperation(Function<OperationCall, OperationWork> preparation, String... options) {
		this.preparation = preparation;
		this.options = List.of(options);
	}

	/**
	 * Return the operation of a name.
	 * @param name the name as written
	 * @return the operation
	 * @throws OperationRejectedException if there is none
	 */
	static EndpointOperation of(String name) {
		for (EndpointOperation operation : values()) {
			if (operation.toString().equals(name)) {
				return operation;
			}
		}
		List<String> names = EnumWords.of(EndpointOperation.class);
		String nearest = NearestWord.to(name, names);
		throw new OperationRejectedException(Reason.NOT_FOUND, "There is no operation '" + name + "'.",
				(nearest != null) ? "Did you mean '" + nearest + "'?"
						: "Use one of: " + String.join(", ", names) + ".");
	}

	/**
	 * Return whether it runs beside others. It has to when it is about what others do.
	 */
	boolean steers() {
		return this == BACKFILL;
	}

	List<String> options() {
		return this.options;
	}

	/**
	 * Look at the options, without doing anything.
	 * @param call the options
	 * @return what is to be done
	 * @throws OperationRejectedException if the options make no sense
	 */
	OperationWork prepare(OperationCall call) {
		return this.preparation.apply(call);
	}

	private static OperationWork plan(OperationCall call) {
		if (call.options().isEmpty()) {
			return (engine) -> planned(engine.plan());
		}
		RollbackRequest request = rollbackRequest(call);
		return (engine) -> planned(engine.planRollback(request));
	}

	private static OperationWork rollback(OperationCall call) {
		RollbackRequest request = rollbackRequest(call);
		return (engine) -> ran(engine.rollback(request));
	}

	private static RollbackRequest rollbackRequest(OperationCall call) {
		OperationOptions options = call.options();
		MigrationVersion target = options.version(Options.TARGET);
		if ((target != null) == options.has(Options.STEPS)) {
			throw OperationOptions.invalid("A rollback needs either the option 'target' or the option 'steps'.",
					"Give the version to go back to, or the number of migrations to undo.");
		}
		int steps = (target != null) ? 0 : options.count(Options.STEPS);
		return new RollbackRequest(target, steps, options.flag(Options.ACCEPT_DATA_LOSS), call.requestedBy());
	}

	private static OperationResult validate(MigrationEngine engine) {
		engine.validate();
		return always(new ValidationDescriptor(true));
	}

	private static OperationWork baseline(OperationCall call) {
		String description = call.options().text(Options.BASELINE_DESCRIPTION);
		BaselineRequest request = new BaselineRequest(call.options().requiredVersion(Options.BASELINE_VERSION),
				(description != null) ? description : call.baselineDescription(), call.requestedBy());
		return (engine) -> {
			engine.baseline(request);
			return always(BaselineDescriptor.of(request));
		};
	}

	private static OperationWork repair(OperationCall call) {
		RepairRequest request = new RepairRequest(call.options().text(Options.VERSION), call.requestedBy());
		return (engine) -> {
			RepairReport report = engine.repair(request);
			return (showValues) -> RepairDescriptor.of(report, showValues);
		};
	}

	private static OperationWork resolve(OperationCall call) {
		ResolveRequest request = new ResolveRequest(call.options().requiredText(Options.VERSION),
				call.options().required(Options.AS, ResolveAs.class), call.requestedBy());
		return (engine) -> {
			Resolution resolution = engine.resolve(request);
			return always(ResolutionDescriptor.of(resolution));
		};
	}

	private static OperationWork contract(OperationCall call) {
		@Nullable MigrationVersion version = call.options().version(Options.VERSION);
		ContractRequest request = new ContractRequest(version, call.requestedBy());
		return (engine) -> ran(engine.contract(request));
	}

	private static OperationWork backfill(OperationCall call) {
		OperationOptions options = call.options();
		BackfillAction action = options.required(Options.ACTION, BackfillAction.class);
		if ((action == BackfillAction.SPEED) != options.has(Options.ROWS_PER_SECOND)) {
			throw OperationOptions.invalid(
					"The action 'speed' needs the option 'rows-per-second', and no other action takes it.",
					"Give the number of rows with the action 'speed', 0 for no limit.");
		}
		Long rows = options.has(Options.ROWS_PER_SECOND) ? options.rate(Options.ROWS_PER_SECOND) : null;
		BackfillRequest request = new BackfillRequest(options.requiredVersion(Options.VERSION),
				options.text(Options.NAME), action, rows, call.requestedBy());
		return (engine) -> {
			BackfillControl control = engine.backfill(request);
			return (showValues) -> BackfillControlDescriptor.of(control, showValues);
		};
	}

	private static OperationWork approve(OperationCall call) {
		ContractRequest request = approval(call);
		return (engine) -> always(HeldContractDescriptor.of(engine.approve(request)));
	}

	private static OperationWork withdraw(OperationCall call) {
		ContractRequest request = approval(call);
		return (engine) -> always(HeldContractDescriptor.of(engine.withdraw(request)));
	}

	private static ContractRequest approval(OperationCall call) {
		return new ContractRequest(call.options().requiredVersion(Options.VERSION), call.requestedBy());
	}

	private static OperationResult linted(List<PendingMigration> migrations) {
		return (showValues) -> LintDescriptor.of(migrations, showValues);
	}

	private static OperationResult planned(MigrationPlan plan) {
		return (showValues) -> PlanDescriptor.of(plan, showValues);
	}

	private static OperationResult ran(MigrationRun run) {
		return always(RunDescriptor.of(run));
	}

	private static OperationResult always(Object description) {
		return (showValues) -> description;
	}

	/**
	 * The name as it is written in requests.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Names of options, those of the command line without their prefix.
	 */
	private static final class Options {

		static final String TARGET = "target";

		static final String STEPS = "steps";

		static final String ACCEPT_DATA_LOSS = "accept-data-loss";

		static final String VERSION = "version";

		static final String AS = "as";

		static final String NAME = "name";

		static final String ACTION = "action";

		static final String ROWS_PER_SECOND = "rows-per-second";

		static final String BASELINE_VERSION = "baseline-version";

		static final String BASELINE_DESCRIPTION = "baseline-description";

		private Options() {
		}

	}

}
