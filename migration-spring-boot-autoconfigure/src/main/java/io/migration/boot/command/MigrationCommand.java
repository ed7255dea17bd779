// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.migration.sql.NearestWord;

/**
 * The commands.
 */
enum MigrationCommand {

	/**
	 * What is.
	 */
	STATUS("status", "Show what is applied, what is pending and who holds the lock. Changes nothing.",
			EngineCommands::status, Set.of()),

	/**
	 * What would be.
	 */
	PLAN("plan", """
			Show what migrate would send, in its order, with the borders of its transactions. With a target or a \
			number of steps, show what rollback would send. Changes nothing and takes no lock. Values of \
			placeholders are part of what is shown, unless their names say that they are secret.""",
			EngineCommands::plan, Set.of(), CommandOption.TARGET, CommandOption.STEPS),

	/**
	 * Forwards.
	 */
	MIGRATE("migrate", "Run what is pending.", EngineCommands::migrate, Set.of()),

	/**
	 * Backwards.
	 */
	ROLLBACK("rollback", """
			Undo migrations, the newest first. Needs a target or a number of steps. Nothing is undone unless all of \
			it can be.""", EngineCommands::rollback, Set.of(), CommandOption.TARGET, CommandOption.STEPS,
			CommandOption.ACCEPT_DATA_LOSS),

	/**
	 * Is everything as it should be.
	 */
	VALIDATE("validate", """
			Check that nothing is pending, and that nothing that is applied was changed or is missing. Changes \
			nothing. Ends with 2 if something is pending.""", EngineCommands::validate, Set.of()),

	/**
	 * Are the scripts as they should be.
	 */
	LINT("lint", """
			Read all scripts and report every mistake in them: names, sections, versions that occur twice, SQL that \
			cannot be split into statements. Then report hazards: long locks, lost data, code that fails. Opens no \
			connection, unless asked to. Ends with 3 if a hazard is an error.""",
			(input) -> new LintCommand(input).run(), Set.of(), CommandOption.CONNECT, CommandOption.FIX),

	/**
	 * Take over.
	 */
	BASELINE("baseline", """
			Take over a schema that has objects but no history. The version is migration.baseline-version, the \
			description migration.baseline-description.""", EngineCommands::baseline, Set.of()),

	/**
	 * Accept a difference.
	 */
	REPAIR("repair", """
			List the differences between history and scripts that can be accepted. With a version, accept that \
			one; the history notes who did.""", EngineCommands::repair, Set.of(), CommandOption.VERSION),

	/**
	 * Say what became of a step.
	 */
	RESOLVE("resolve", """
			Say what became of a step that stopped half-way. done: the statement in doubt took effect, go on behind \
			it. redo: it left nothing behind, run it again. undone: all that the step did was undone by hand, it has \
			not run. The history notes who said it.""", EngineCommands::resolve,
			Set.of(CommandOption.VERSION, CommandOption.AS), CommandOption.VERSION, CommandOption.AS),

	/**
	 * Run a contract.
	 */
	CONTRACT("contract", """
			Run the contract of a version that is held, unless a condition stands against it. Asking for it is the \
			approval, and the soak time is not waited for.""", EngineCommands::contract, Set.of(CommandOption.VERSION),
			CommandOption.VERSION),

	/**
	 * Let a contract run.
	 */
	APPROVE("approve",
			"""
					Approve the contract of a version. It runs in one of the instances when its other conditions are met, which \
					are shown. The history notes who approved it.""",
			EngineCommands::approve, Set.of(CommandOption.VERSION), CommandOption.VERSION),

	/**
	 * Let it not run.
	 */
	WITHDRAW("withdraw", "Take back the approval of a contract that has not run.", EngineCommands::withdraw,
			Set.of(CommandOption.VERSION), CommandOption.VERSION),

	/**
	 * Steer a backfill.
	 */
	BACKFILL("backfill", """
			Pause a backfill, let it go on, cancel it, or change its speed, in all instances. Works while a \
			migration runs. What is so already is no failure. The history notes who asked for it.""",
			EngineCommands::backfill, Set.of(CommandOption.VERSION, CommandOption.ACTION), CommandOption.VERSION,
			CommandOption.NAME, CommandOption.ACTION, CommandOption.ROWS_PER_SECOND),

	/**
	 * Begin a script.
	 */
	NEW("new", """
			Write an empty script with the time as its version, and never over another file. Needs no database.""",
			(input) -> new NewScript(input).write(), Set.of(CommandOption.NAME), CommandOption.NAME,
			CommandOption.FOLDER),

	/**
	 * What there is.
	 */
	HELP("help", "Show all commands, or one: --migration.command=help rollback", (input) -> new Help(input).show(),
			Set.of());

	private final String id;

	private final String summary;

	private final CommandAction action;

	private final Set<CommandOption> required;

	private final List<CommandOption> options;

	MigrationCommand(String id, String summary, CommandAction action, Set<CommandOption> required,
			CommandOption... options) {
		this.id = id;
		this.summary = summary;
		this.action = action;
		this.required = required;
		this.options = List.of(options);
	}

	String id() {
		return this.id;
	}

	String summary() {
		return this.summary;
	}

	CommandAction action() {
		return this.action;
	}

	Set<CommandOption> required() {
		return this.required;
	}

	List<CommandOption> options() {
		return this.options;
	}

	static List<String> ids() {
		return Stream.of(values()).map(MigrationCommand::id).toList();
	}

	static MigrationCommand named(String id) {
		return Stream.of(values())
			.filter((command) -> command.id.equalsIgnoreCase(id))
			.findFirst()
			.orElseThrow(() -> unknown(id));
	}

	private static CommandUsageException unknown(String id) {
		String nearest = NearestWord.to(id, ids());
		String hint = (nearest != null) ? " Did you mean " + nearest + "?" : "";
		return new CommandUsageException("There is no migration command '" + id + "'." + hint,
				"Use one of " + String.join(", ", ids()) + ".");
	}

}
