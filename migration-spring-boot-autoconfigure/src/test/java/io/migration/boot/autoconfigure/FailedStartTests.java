// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.migration.JavaMigration;
import io.migration.MigrationRun;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application prints when it does not start, on a real database.
 */
class FailedStartTests {

	private final TestDatabase database = PostgresServer.newDatabase();

	private final FailureAnalyses analyses = new FailureAnalyses();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	@BeforeEach
	void setUp() throws IOException {
		write("V1__create_products.sql", "CREATE TABLE product (id bigint PRIMARY KEY);");
		this.contextRunner = this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withInitializer(this.analyses)
			.withPropertyValues(this.database.properties())
			.withPropertyValues("migration.locations=filesystem:" + this.folder);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void brokenStatementAndTheNextStartGoesOn() throws IOException {
		write("V2__add_stock.sql", """
				ALTER TABLE product ADD COLUMN stock int;
				ALTER TABLE prodct ADD COLUMN minimum int;
				""");
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).isEqualTo("""
				Migration 2 (add stock), step UP, failed in V2__add_stock.sql, line 2, statement 2 of 2:
				    ALTER TABLE prodct ADD COLUMN minimum int
				ERROR: relation "prodct" does not exist (SQLSTATE 42P01)

				The step was rolled back: nothing of it remains. Migrations before it are applied.""");
		assertThat(analysis.getAction()).isEqualTo("Correct the script and start again: the next start runs the step "
				+ "from its first statement that is not done.");
		write("V2__add_stock.sql", "ALTER TABLE product ADD COLUMN stock int;");
		this.contextRunner.run((context) -> {
			MigrationRun run = context.getBean(MigrationInitializer.class).migrationRun();
			assertThat(run).isNotNull();
			assertThat(run.steps()).singleElement().hasFieldOrPropertyWithValue("id.version.text", "2");
		});
	}

	@Test
	void pendingMigrationInValidateMode() {
		FailureAnalysis analysis = fail("migration.mode=validate");
		assertThat(analysis.getDescription()).isEqualTo("""
				Migration 1 (V1__create_products.sql) has not run.

				The database was not changed.""");
		assertThat(analysis.getAction())
			.isEqualTo("Migrate the database first: start an instance with migration.mode=migrate, or run java -jar "
					+ "app.jar --migration.command=migrate");
	}

	@Test
	void unreachableDatabase() {
		FailureAnalysis analysis = fail("spring.datasource.url=jdbc:postgresql://localhost:1/shop?password=s3cret",
				"spring.datasource.password=s3cret", "spring.datasource.hikari.connection-timeout=250");
		assertThat(analysis.getDescription()).isEqualTo("""
				No connection to the database could be obtained from the data source (SQLSTATE 08001): \
				Connection refused

				Whether the database is up to date is not known.""");
		assertThat(analysis.getAction())
			.isEqualTo("Check that the server runs and that url, user name and password of the data source are right.");
	}

	@Test
	void wrongPassword() {
		FailureAnalysis analysis = fail("spring.datasource.username=nobody", "spring.datasource.password=s3cret");
		assertThat(analysis.getDescription()).contains("nobody").doesNotContain("s3cret");
	}

	@Test
	void schemaWithObjectsButWithoutHistory() {
		this.database.execute("CREATE TABLE legacy (id int)");
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).isEqualTo("""
				The schema 'public' is not empty (it has 'legacy', for one), but there is no history \
				'migration_history' that tells which migrations it already has.

				The database was not changed.""");
		assertThat(analysis.getAction()).isEqualTo("""
				If this is the right database, take it over: set migration.baseline-on-migrate=true and \
				migration.baseline-version to the version that it already has (now 1). Otherwise correct the data \
				source or migration.schema.""");
	}

	@Test
	void invalidScript() throws IOException {
		write("V2__quote.sql", "SELECT 'open;");
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).isEqualTo("""
				filesystem:%s/V2__quote.sql:1: The string that starts here is never closed

				The database was not changed.""".formatted(this.folder));
		assertThat(analysis.getAction()).isEqualTo("Close it with '.");
	}

	@Test
	void codeMigrationWithoutVersion() {
		this.contextRunner = this.contextRunner.withBean(NoVersion.class);
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).isEqualTo("""
				%1$s: The migration has no version and description: The class name of the migration %1$s holds no \
				version: name it V<version>__<Description> or override version() and description()

				The database was not changed.""".formatted(NoVersion.class.getName()));
		assertThat(analysis.getAction())
			.isEqualTo("Name the class V<version>__<Description>, or override version() and description().");
	}

	@Test
	void invalidProperty() {
		FailureAnalysis analysis = fail("migration.lock-timeout=-3s");
		assertThat(analysis.getDescription())
			.isEqualTo("Invalid value '-3s' for configuration property 'migration.lock-timeout' (originating from "
					+ "'\"migration.lock-timeout\" from property source \"test\"'). Validation failed for the following "
					+ "reason:%n%nIt must not be negative.".formatted());
		assertThat(analysis.getAction()).isEqualTo("Review the value of the property with the provided reason.");
	}

	private FailureAnalysis fail(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> analysis[0] = this.analyses.of(context.getStartupFailure()));
		return analysis[0];
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.folder.resolve(name), text);
	}

	static class NoVersion implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("SELECT 1").query().singleRow();
		}

	}

}
