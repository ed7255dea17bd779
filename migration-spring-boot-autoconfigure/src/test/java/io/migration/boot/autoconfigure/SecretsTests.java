// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import io.migration.testing.DebugLog;
import io.migration.testing.SecuredServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret is planted wherever one can be configured. Then all that this project says is
 * searched for it: its log at DEBUG, exceptions with their causes, and the analysis.
 */
class SecretsTests {

	private static final String SECRET = "pl4nted-w0rd";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path rules;

	@SuppressWarnings("NullAway.Init")
	private static SecuredServer server;

	private final FailureAnalyses analyses = new FailureAnalyses();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

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

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:1/shop?user=u&password=SECRET",
			"jdbc:postgresql://u:SECRET@localhost:PORT/shop", "jdbc:postgresql://u:SECRET@nowhere.invalid/shop",
			"jdbc:postgresql://u:SECRET@nowhere.invalid:5432/shop", "jdbc:postgresql://u:SECRET/shop",
			"jdbc:postgresql://u:SECRET@:::/shop",
			"jdbc:postgresql://localhost:PORT/shop?user=shop_owner&password=SECRET%",
			"jdbc:postgresql://localhost:PORT/shop?user=shop_owner&password=SECRET-but-wrong",
			"jdbc:postgresql://localhost:PORT/shop?user=shop_owner&Password=SECRET",
			"jdbc:postgresql://localhost:PORT/nowhere?user=shop_owner&password=SECRET",
			"jdbc:postgresql://localhost:PORT/shop?sslmode=require&sslpassword=SECRET&password=SECRET",
			"jdbc:nosuch://u:SECRET@localhost/shop", "postgresql://u:SECRET@localhost/shop" })
	void urlThatDoesNotWork(String pattern) {
		String port = server.url("").replaceAll("\\D", "");
		String url = pattern.replace("SECRET", SECRET).replace("PORT", port);
		String said = failing("migration.datasource.url=" + url, "spring.datasource.url=" + server.url("shop"));
		assertThat(said).doesNotContain(SECRET);
		assertThat(failing("spring.datasource.url=" + url)).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.", "migration.datasource." })
	void passwordThatIsWrong(String prefix) {
		String said = failing("spring.datasource.url=" + server.url("shop"), prefix + "username=shop_owner",
				prefix + "password=" + SECRET + "-but-wrong");
		assertThat(said).contains("password authentication failed for user \"shop_owner\"").doesNotContain(SECRET);
	}

	@Test
	void hostBehindUserInformationIsNamed() {
		assertThat(failing("migration.datasource.url=jdbc:postgresql://u:" + SECRET + "@nowhere.invalid:5432/shop"))
			.contains("Unknown host 'nowhere.invalid'")
			.doesNotContain(SECRET);
	}

	@Test
	void noLogOfSpringTellsTheUrlOfMigrations() {
		try (DebugLog log = DebugLog.of("org.springframework.jdbc")) {
			runner()
				.withPropertyValues(
						"migration.datasource.url=" + server.url("shop") + "?user=shop_owner&password=" + SECRET)
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.text()).doesNotContain(SECRET);
		}
	}

	@Test
	void urlAndPlaceholderThatWork() throws IOException {
		write("V1__role.sql", "CREATE ROLE reader PASSWORD '${reader-password}'; DROP ROLE reader;");
		String[] said = new String[1];
		try (DebugLog log = DebugLog.of("io.migration")) {
			runner()
				.withPropertyValues("migration.schema=placeholder", "migration.create-schemas=true",
						"migration.datasource.url=" + server.url("shop") + "?user=shop_owner&password=" + SECRET,
						"migration.placeholders.reader-password=" + SECRET)
				.run((context) -> {
					assertThat(context).hasNotFailed();
					said[0] = context.getBean(MigrationProperties.class).toString();
				});
			assertThat(log.text()).contains("single connections of their own").doesNotContain(SECRET);
			assertThat(said[0]).doesNotContain(SECRET);
		}
		assertThat(history("placeholder")).contains("reader-password").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE ROLE reader PASSWORD ${password};", "SELECT '${password}'::int;",
			"DO $$ BEGIN RAISE EXCEPTION 'for you: ${password}'; END $$;", "SELECT ${password}.x FROM y;",
			"SELECT * FROM \"${password}\";", "SELECT 1 AS \"a\" \"${password}\";",
			"-- migrate:up transaction=off\nCREATE INDEX CONCURRENTLY ON \"${password}\" (id);" })
	void placeholderInAStatementThatFails(String statement) throws IOException {
		write("V1__fail.sql", statement);
		String schema = "failing_" + Integer.toHexString(statement.hashCode());
		String said = failing("migration.schema=" + schema, "migration.create-schemas=true",
				"migration.placeholders.password=" + SECRET, "migration.datasource.url=" + server.url("shop"),
				"migration.datasource.username=shop_owner", "migration.datasource.password=" + SECRET);
		assertThat(said).contains("SQLSTATE").doesNotContain(SECRET).doesNotContain("pl4nted").doesNotContain("w0rd");
		assertThat(history(schema)).contains("FAILED").doesNotContain("pl4nted").doesNotContain("w0rd");
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withInitializer(this.analyses)
			.withPropertyValues("spring.datasource.url=" + server.url("shop"),
					"spring.datasource.hikari.connection-timeout=250", "migration.locations=filesystem:" + this.folder);
	}

	private String failing(String... properties) {
		StringBuilder said = new StringBuilder();
		try (DebugLog log = DebugLog.of("io.migration"); DebugLog pool = DebugLog.of("com.zaxxer.hikari")) {
			runner().withPropertyValues(properties).run((context) -> said.append(failure(context)));
			return said + log.text();
		}
	}

	private String failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text, true));
		return text + analysis(failure);
	}

	private String analysis(Throwable failure) {
		try {
			FailureAnalysis analysis = this.analyses.of(failure);
			return analysis.getDescription() + "\n" + analysis.getAction() + "\n";
		}
		catch (AssertionError ex) {
			return "";
		}
	}

	private static String history(String schema) {
		return server.jdbc("shop")
			.sql("SELECT h::text || coalesce(convert_from(body, 'UTF8'), '') FROM %s.migration_history h"
				.formatted(schema))
			.query(String.class)
			.list()
			.toString();
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.folder.resolve(name), text);
	}

}
