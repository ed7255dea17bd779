// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.function.IntConsumer;

import io.migration.MigrationEngine;
import io.migration.StopSignal;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.ConversionService;

/**
 * A context that runs a command instead of the application. Bean definitions are read and
 * post-processed as always, or taken from the code that was generated ahead of time; then
 * only the engine is asked for. Singletons, runners, lifecycles and listeners of the
 * application are left alone. When the command is done, what was made is destroyed and
 * the process ends.
 */
class CommandApplicationContext extends GenericApplicationContext {

	private final IntConsumer exit;

	private StopSignal.@Nullable Run running;

	CommandApplicationContext(IntConsumer exit) {
		this.exit = exit;
	}

	@Override
	public void refresh() {
		CommandInvocation invocation = CommandInvocation.current();
		CommandPrinter printer = new CommandPrinter((invocation != null) ? invocation.output() : System.out,
				System.err);
		try {
			// What is logged about the exit is no part of the result either
			this.exit.accept(run(printer).value());
		}
		finally {
			CommandInvocation.end();
		}
	}

	private ExitCode run(CommandPrinter printer) {
		try {
			return new CommandRun(getEnvironment(), this::engine, printer).run(getBeanFactory());
		}
		finally {
			StopSignal.Run ending = this.running;
			if (ending != null) {
				ending.close();
			}
			close();
		}
	}

	private MigrationEngine engine() {
		super.refresh();
		MigrationEngine engine = getBeanProvider(MigrationEngine.class).getIfUnique();
		if (engine == null) {
			throw noEngine(getBeanNamesForType(MigrationEngine.class, true, false).length);
		}
		awaitedUntilPrinted();
		return engine;
	}

	// Who asks the process to end waits for the message about it
	private void awaitedUntilPrinted() {
		StopSignal stop = getBeanProvider(StopSignal.class).getIfUnique();
		if (stop != null) {
			this.running = stop.begin(() -> {
			});
		}
	}

	private static CommandUsageException noEngine(int count) {
		return (count == 0)
				? new CommandUsageException("The application has no MigrationEngine.",
						"A single DataSource bean is needed, or one that is marked as primary. If the application "
								+ "was processed ahead of time, migration.enabled must not have been false then.")
				: new CommandUsageException("The application has " + count + " beans of type MigrationEngine.",
						"Mark one of them as primary.");
	}

	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBean(CONVERSION_SERVICE_BEAN_NAME)
				&& beanFactory.isTypeMatch(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class)) {
			beanFactory
				.setConversionService(beanFactory.getBean(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class));
		}
		if (!beanFactory.hasEmbeddedValueResolver()) {
			beanFactory.addEmbeddedValueResolver((value) -> getEnvironment().resolvePlaceholders(value));
		}
		beanFactory.setTempClassLoader(null);
		beanFactory.freezeConfiguration();
	}

	@Override
	protected void registerListeners() {
		// Listeners of the application are not told of a start that is none
	}

	@Override
	protected void finishRefresh() {
		// Nothing is started
	}

}
