// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.database;

import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedPostgresConfiguration}.
 */
class EmbeddedPostgresConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class))
		.withUserConfiguration(Scan.class);

	@Test
	void backsOffWithUrl() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost/shop")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedPostgres.class));
	}

	@Test
	void backsOffWhenDisabled() {
		new ApplicationContextRunner().withUserConfiguration(Scan.class)
			.withPropertyValues("shop.embedded.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcConnectionDetails.class));
	}

	@Test
	void packagedApplicationWithoutUrlFailsWithAdvice() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(EmbeddedPostgres.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class,
						(ex) -> assertThat(ex.analysis().getAction()).contains("--spring.profiles.active=postgres")));
	}

	@Test
	void keepsDataInDirectory(@TempDir Path directory) {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("shop.embedded.data-directory=" + directory.resolve("data"));
		runner.run((context) -> context.getBean(JdbcClient.class).sql("CREATE TABLE kept (id integer)").update());
		assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
		runner.run((context) -> assertThat(
				context.getBean(JdbcClient.class).sql("SELECT count(*) FROM kept").query(Integer.class).single())
			.isZero());
	}

	// As the application finds it
	@Configuration(proxyBeanMethods = false)
	@ComponentScan
	static class Scan {

	}

}
