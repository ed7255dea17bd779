// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import io.migration.boot.autoconfigure.MigrationAutoConfiguration;
import io.migration.boot.autoconfigure.MigrationStrategy;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * An application with a web server and a database, which leaves its migrations to those
 * who ask for them at the endpoint. Each test has a new one.
 */
final class OperatedApplication implements BeforeEachCallback, AfterEachCallback {

	private Path scripts;

	private TestDatabase database;

	private WebApplicationContextRunner runner;

	@Override
	public void beforeEach(ExtensionContext context) throws IOException {
		this.scripts = Files.createTempDirectory("migrations");
		this.database = PostgresServer.newDatabase();
		this.runner = new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withInitializer(new ServerPortInfoApplicationContextInitializer())
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationAutoConfiguration.class, MigrationObservationAutoConfiguration.class,
					MigrationsEndpointAutoConfiguration.class, MigrationHealthContributorAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
					JacksonAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					JacksonEndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
					ManagementContextAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class))
			.withBean(MigrationStrategy.class, () -> (engine) -> null)
			.withPropertyValues(this.database.properties())
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=4",
					"migration.locations=filesystem:" + this.scripts, "server.port=0",
					"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=ALWAYS",
					"management.endpoint.migrations.access=UNRESTRICTED");
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		try {
			this.database.close();
		}
		finally {
			FileSystemUtils.deleteRecursively(this.scripts);
		}
	}

	OperatedApplication properties(String... pairs) {
		this.runner = this.runner.withPropertyValues(pairs);
		return this;
	}

	WebApplicationContextRunner runner() {
		return this.runner;
	}

	void run(Consumer<EndpointClient> test) {
		this.runner.run((context) -> test.accept(new EndpointClient(context)));
	}

	TestDatabase database() {
		return this.database;
	}

	OperatedApplication script(String name, String sql) {
		try {
			Files.writeString(this.scripts.resolve(name), sql);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> history() {
		return rows("SELECT concat_ws(' ', coalesce(version, 'R__' || description), step, state) "
				+ "FROM migration_history WHERE kind <> 'AUDIT' ORDER BY id");
	}

	/**
	 * What was asked for, and by whom.
	 */
	List<String> audit() {
		return rows(
				"SELECT name || ': ' || convert_from(body, 'UTF8') FROM migration_history WHERE kind = 'AUDIT' ORDER BY id");
	}

	private List<String> rows(String sql) {
		return this.database.jdbc().sql(sql).query(String.class).list();
	}

}
