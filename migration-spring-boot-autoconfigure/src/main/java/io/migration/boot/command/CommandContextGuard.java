// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses to start an application that was asked for a command but makes its context in a
 * way of its own: it would migrate instead of showing a plan.
 */
class CommandContextGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (CommandInvocation.current() != null && !(context instanceof CommandApplicationContext)) {
			throw new CommandUsageException(
					"A migration command was given, but the application makes its context in a way of its own ("
							+ context.getClass().getName() + "), in which no command can be run. Nothing was done.",
					"Remove the call of setApplicationContextFactory or setContextFactory, or start the application "
							+ "without --migration.command.");
		}
	}

}
