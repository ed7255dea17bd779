// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Supplies the context that runs a command where one is asked for.
 */
class CommandApplicationContextFactory implements ApplicationContextFactory, Ordered {

	@Override
	@SuppressWarnings("NullAway") // null lets the next factory decide
	public ConfigurableApplicationContext create(@Nullable WebApplicationType webApplicationType) {
		return (CommandInvocation.current() != null) ? new CommandApplicationContext(System::exit) : null;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
