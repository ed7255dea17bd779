// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.function.Supplier;

import io.migration.MigrationEngine;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the options, runs the command and has its result or its failure printed.
 */
final class CommandRun {

	private final ConfigurableEnvironment environment;

	private final Supplier<MigrationEngine> engine;

	private final CommandPrinter printer;

	CommandRun(ConfigurableEnvironment environment, Supplier<MigrationEngine> engine, CommandPrinter printer) {
		this.environment = environment;
		this.engine = engine;
		this.printer = printer;
	}

	ExitCode run(BeanFactory beanFactory) {
		String name = this.environment.getProperty(OptionCheck.COMMAND, "");
		OutputFormat format = OutputFormat
			.lenient(this.environment.getProperty(CommandOption.FORMAT.property(), "text"));
		try {
			CommandResult result = run(name);
			this.printer.result(name, result, format);
			return result.code();
		}
		catch (Exception | LinkageError ex) {
			CommandFailure failure = CommandFailure.of(ex, beanFactory, this.environment);
			this.printer.failure(name, failure, format == OutputFormat.JSON);
			return failure.code();
		}
	}

	private CommandResult run(String name) {
		OptionCheck check = new OptionCheck(this.environment);
		check.names();
		MigrationCommand command = MigrationCommand.named(name);
		check.optionsOf(command);
		MigrationCommandProperties options = Binder.get(this.environment)
			.bindOrCreate("migration", MigrationCommandProperties.class);
		return command.action()
			.run(new CommandInput(options, new CommandLine(this.environment).words(), this.environment, this.engine));
	}

}
