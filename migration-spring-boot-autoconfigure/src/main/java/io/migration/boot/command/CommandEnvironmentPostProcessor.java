// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Prepares a run of a command when one is asked for: no web server, nothing created that
 * is not needed, nothing but the result on the standard output. Behind the configuration
 * files, so that they can be read.
 */
class CommandEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	// Whether the application migrates when it starts does not matter to a command. The
	// hook would close the pool under a run that is being stopped
	private static final Map<String, Object> SETTINGS = Map.of("spring.main.web-application-type", "none",
			"spring.main.lazy-initialization", "true", "spring.main.banner-mode", "off", "spring.main.keep-alive",
			"false", "spring.main.log-startup-info", "false", "spring.main.register-shutdown-hook", "false",
			"migration.enabled", "true");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		CommandInvocation.end();
		if (isCommand(environment)) {
			environment.getPropertySources().addFirst(new MapPropertySource("migrationCommand", SETTINGS));
			CommandInvocation.begin();
		}
	}

	private static boolean isCommand(ConfigurableEnvironment environment) {
		return StringUtils.hasText(environment.getProperty(OptionCheck.COMMAND))
				|| new CommandLine(environment).names().contains(OptionCheck.COMMAND)
				|| new OptionCheck(environment).hasMisspeltCommand();
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
