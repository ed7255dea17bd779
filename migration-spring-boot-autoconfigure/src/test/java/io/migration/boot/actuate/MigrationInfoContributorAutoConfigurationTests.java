// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.MigrationEngine;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationInfoContributorAutoConfiguration}.
 */
class MigrationInfoContributorAutoConfigurationTests {

	private final ApplicationContextRunner withoutEngine = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationObservationAutoConfiguration.class,
				MigrationInfoContributorAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutEngine.withBean("engine", MigrationEngine.class,
			FakeEngine::new);

	@Test
	void runHasContributor() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(MigrationInfoContributor.class));
	}

	@Test
	void runWhenDisabledHasNoContributor() {
		this.contextRunner.withPropertyValues("management.info.migrations.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationInfoContributor.class));
	}

	@Test
	void runWithoutDefaultsHasNoContributorUnlessEnabled() {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("management.info.defaults.enabled=false");
		runner.run((context) -> assertThat(context).doesNotHaveBean(MigrationInfoContributor.class));
		runner.withPropertyValues("management.info.migrations.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(MigrationInfoContributor.class));
	}

	@Test
	void runWithoutEngineHasNoContributor() {
		this.withoutEngine
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationInfoContributor.class));
	}

}
