// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.nio.file.Path;
import java.util.List;

import io.migration.testing.DebugLog;
import io.migration.testing.SecuredServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A planted secret is looked for in all that the endpoints answer.
 */
class EndpointSecretsTests {

	private static final String SECRET = "pl4nted-w0rd";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path rules;

	@SuppressWarnings("NullAway.Init")
	private static SecuredServer server;

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@BeforeAll
	static void start() {
		server = SecuredServer.start(rules);
		server.execute("postgres", """
				CREATE ROLE shop_owner LOGIN PASSWORD '%s' CREATEROLE;
				CREATE DATABASE shop OWNER shop_owner;
				""".formatted(SECRET));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void connectionThatWorks() {
		String answers = answers("SELECT '${reader-password}';", "migration.datasource.url=" + server.url("shop"),
				"migration.schema=works", "migration.datasource.username=shop_owner",
				"migration.datasource.password=" + SECRET);
		assertThat(answers).contains("\"state\":\"UP_TO_DATE\"", "migration.datasource.password", "\"datasource\":{")
			.doesNotContain(SECRET);
	}

	@Test
	void statementThatFails() {
		String answers = answers("CREATE ROLE reader PASSWORD ${reader-password};",
				"migration.datasource.url=" + server.url("shop") + "?user=shop_owner&password=" + SECRET,
				"migration.schema=fails", "management.endpoint.migrations.show-values=always");
		assertThat(answers).contains("\"state\":\"FAILED\"", "42601")
			.doesNotContain(SECRET)
			.doesNotContain("pl4nted")
			.doesNotContain("w0rd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:1/shop?user=u&password=" + SECRET,
			"jdbc:postgresql://u:" + SECRET + "@nowhere.invalid/shop", "jdbc:postgresql://u:" + SECRET + "/shop" })
	void connectionThatDoesNotWork(String url) {
		assertThat(answers("SELECT 1;", "migration.datasource.url=" + url)).contains("No connection")
			.doesNotContain(SECRET);
	}

	private String answers(String script, String... properties) {
		StringBuilder answers = new StringBuilder();
		try (DebugLog log = DebugLog.of("io.migration")) {
			this.application.script("V1__one.sql", script)
				.properties(properties)
				.properties("migration.placeholders.reader-password=" + SECRET, "migration.create-schemas=true")
				.runner()
				.withConfiguration(AutoConfigurations.of(EnvironmentEndpointAutoConfiguration.class,
						ConfigurationPropertiesReportEndpointAutoConfiguration.class))
				.run((context) -> {
					EndpointClient client = new EndpointClient(context);
					answers.append(client.operate("plan", "{}")).append(client.operate("migrate", "{}"));
					for (String path : List.of("migrations", "migrations/default", "migrations/default/1", "health",
							"env", "configprops")) {
						answers.append(client.get("/actuator/" + path)).append('\n');
					}
				});
			return answers + log.text();
		}
	}

}
