// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for how a start becomes the run of a command, and how all others stay as they
 * are.
 */
class CommandStartTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@AfterEach
	void end() {
		CommandInvocation.end();
	}

	@Test
	void startWithoutACommandIsLeftAlone() {
		prepare("--migration.lock-timeout=1s", "--server.port=0", "--migration.unknown=1");
		assertThat(this.environment.getPropertySources().contains("migrationCommand")).isFalse();
		assertThat(ApplicationContextFactory.DEFAULT.create(WebApplicationType.NONE))
			.isNotInstanceOf(CommandApplicationContext.class);
		assertThatNoException().isThrownBy(() -> new CommandContextGuard().initialize(new GenericApplicationContext()));
	}

	@Test
	void commandGetsItsContextAndItsSettings() {
		prepare("--migration.command=status", "--spring.main.web-application-type=servlet");
		assertThat(this.environment.getProperty("spring.main.web-application-type")).isEqualTo("none");
		assertThat(this.environment.getProperty("spring.main.lazy-initialization")).isEqualTo("true");
		assertThat(ApplicationContextFactory.DEFAULT.create(WebApplicationType.NONE))
			.isInstanceOf(CommandApplicationContext.class);
	}

	@Test
	void commandMayComeFromAnyPropertySource() {
		this.environment.getPropertySources()
			.addLast(new MapPropertySource("configuration", Map.of("migration.command", "status")));
		prepare();
		assertThat(CommandInvocation.current()).isNotNull();
	}

	@Test
	void emptyCommandInTheConfigurationIsNone() {
		this.environment.getPropertySources()
			.addLast(new MapPropertySource("configuration", Map.of("migration.command", "")));
		prepare();
		assertThat(CommandInvocation.current()).isNull();
	}

	@Test
	void nextStartOnTheSameThreadIsNoCommand() {
		prepare("--migration.command=status");
		this.environment.getPropertySources().remove("commandLineArgs");
		prepare();
		assertThat(CommandInvocation.current()).isNull();
	}

	@Test
	void applicationThatMakesItsContextItselfIsRefused() {
		prepare("--migration.command=status");
		assertThatExceptionOfType(CommandUsageException.class)
			.isThrownBy(() -> new CommandContextGuard().initialize(new GenericApplicationContext()))
			.withMessageContaining("Nothing was done");
	}

	private void prepare(String... arguments) {
		this.environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		new CommandEnvironmentPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
