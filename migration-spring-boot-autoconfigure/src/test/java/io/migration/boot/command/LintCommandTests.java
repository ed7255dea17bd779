// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.migration.boot.command.Commands.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command {@code lint}.
 */
class LintCommandTests {

	@TempDir
	private Path folder;

	private Commands commands;

	@BeforeEach
	void open() {
		this.commands = new Commands(this.folder)
			.script("V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);")
			.script("V2__emails.sql", """
					-- migrate:up
					SELECT 1;
					  CREATE UNIQUE INDEX emails
					    ON users (email);
					-- migrate:down
					DROP INDEX emails;
					""");
	}

	@AfterEach
	void close() {
		this.commands.close();
	}

	@Test
	void underlinesTheLineForPeople() {
		Ended ended = this.commands.run("lint");
		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat(ended.errors()).isEmpty();
		assertThat(ended.output().replace(System.lineSeparator(), "\n"))
			.startsWith("2 migrations were read, without a mistake.\n\n")
			.contains("""
					V2__emails.sql:3:3: error: create-index-not-concurrent
					    3 |   CREATE UNIQUE INDEX emails
					      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
					  Keeps everybody from writing to users until the index is built.
					""")
			.contains("      CREATE UNIQUE INDEX CONCURRENTLY emails\n          ON users (email);\n")
			.contains("2        BLOCKING  yes   1 error, 1 info  V2__emails.sql")
			.endsWith("Hazards: 1 error, 1 info.\n");
	}

	@Test
	void tellsMachinesEverything() {
		Ended ended = this.commands.run("lint", "--migration.format=json");
		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat(ended.json()).containsEntry("exitCode", 3);
		Map<?, ?> migration = (Map<?, ?>) ((List<?>) ended.result().get("migrations")).get(1);
		assertThat(migration.get("risk")).isEqualTo("BLOCKING");
		assertThat(migration.get("reversible")).isEqualTo(true);
		Map<?, ?> finding = (Map<?, ?>) ((List<?>) migration.get("findings")).get(0);
		assertThat(finding.get("rule")).isEqualTo("create-index-not-concurrent");
		assertThat(finding.get("severity")).isEqualTo("ERROR");
		assertThat(finding.get("knowledge")).isEqualTo("PROJECT");
		assertThat(finding.get("position")).isEqualTo(Map.of("line", 3, "column", 3, "endLine", 4, "endColumn", 21));
	}

	@Test
	void sarifIsValid() throws IOException {
		Ended ended = this.commands.run("lint", "--migration.format=sarif");
		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat(validate(ended.output())).isEmpty();
		assertThat(ended.output()).contains("V2__emails.sql\"").contains("\"ruleId\":\"create-index-not-concurrent\"");
	}

	@Test
	void sarifOfMistakesIsValid() throws IOException {
		Ended ended = this.commands.script("V3__open.sql", "SELECT 'open;").run("lint", "--migration.format=sarif");
		assertThat(ended.exitCode()).isEqualTo(7);
		assertThat(validate(ended.output())).isEmpty();
		assertThat(ended.output()).contains("\"executionSuccessful\":false", "invalid-script", "V3__open.sql");
	}

	@Test
	void validationOfSarifFindsMistakes() throws IOException {
		assertThat(validate("{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}")).isNotEmpty();
	}

	@Test
	void sarifIsForLintOnly() {
		Ended ended = this.commands.run("status", "--migration.format=sarif");
		assertThat(ended.exitCode()).isEqualTo(7);
		assertThat(ended.errors()).contains("The command status has no result in the form sarif.");
	}

	@Test
	void endsWell() {
		Ended ended = this.commands.run("lint", "--migration.hazard.severity.create-index-not-concurrent=warning");
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.output()).contains("warning: create-index-not-concurrent");
		assertThat(this.commands.run("lint", "--migration.hazard.since=2").output())
			.endsWith("No hazard was found.%n".formatted());
	}

	@Test
	void unknownRuleOfTheConfigurationIsRefused() {
		Ended ended = this.commands.run("lint", "--migration.hazard.severity.drop-tables=off");
		assertThat(ended.exitCode()).isEqualTo(7);
		assertThat(ended.errors()).contains("There is no hazard rule 'drop-tables'. Did you mean 'drop-table'?");
	}

	@Test
	void judgesWhatIsPendingWhenConnected() {
		this.commands.run("migrate");
		this.commands.script("V3__more.sql", "ALTER TABLE users ADD COLUMN age int NOT NULL;");
		Ended ended = this.commands.run("lint", "--migration.connect=true");
		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat(ended.output()).startsWith("1 migrations were read")
			.contains("add-required-column")
			.doesNotContain("create-index-not-concurrent");
	}

	@Test
	void fixesOnlyWhatHasNotRun() {
		Ended unknown = this.commands.run("lint", "--migration.fix=true");
		assertThat(unknown.exitCode()).isEqualTo(7);
		assertThat(unknown.errors()).contains("Which migrations have run somewhere is not known");
		this.commands.run("migrate");
		this.commands.script("V3__more.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN age int; CREATE INDEX ages ON users (age);
				ALTER TABLE users ADD CONSTRAINT adults
				  CHECK (age > 17);
				-- migrate:down
				ALTER TABLE users DROP COLUMN age;
				""");
		Ended ended = this.commands.run("lint", "--migration.fix=true", "--migration.connect=true");
		assertThat(ended.exitCode()).as(ended.errors()).isZero();
		assertThat(ended.output()).contains("- CREATE INDEX ages ON users (age)",
				"+ CREATE INDEX CONCURRENTLY ages ON users (age)", "2 statements were changed.");
		assertThat(this.folder.resolve("V3__more.sql")).hasContent("""
				-- migrate:up
				ALTER TABLE users ADD COLUMN age int; CREATE INDEX CONCURRENTLY ages ON users (age);
				BEGIN;
				ALTER TABLE users ADD CONSTRAINT adults
				  CHECK (age > 17) NOT VALID;
				COMMIT;
				ALTER TABLE users VALIDATE CONSTRAINT adults;
				-- migrate:down
				ALTER TABLE users DROP COLUMN age;
				""");
		assertThat(this.folder.resolve("V2__emails.sql")).content().doesNotContain("CONCURRENTLY");
		assertThat(this.commands.run("migrate").exitCode()).isZero();
	}

	@Test
	void leavesAloneWhatItCannotBeSureOf() {
		String script = """
				-- migrate:up transaction=on
				CREATE INDEX a ON users (email);
				-- migrate:down
				SELECT 1;
				""";
		this.commands.script("V3__more.sql", script)
			.script("V4__more.sql", "CREATE INDEX ${name} ON users (email);")
			.script("V5__more.sql",
					"ALTER TABLE users ADD CHECK (id > 0), ADD UNIQUE (email); ALTER TABLE users ADD CHECK (id > 1);");
		Ended ended = this.commands.run("lint", "--migration.fix=true", "--migration.hazard.since=2",
				"--migration.placeholders.name=b");
		assertThat(ended.output()).contains("0 statements were changed.");
		assertThat(this.folder.resolve("V3__more.sql")).hasContent(script);
		assertThat(this.folder.resolve("V4__more.sql")).hasContent("CREATE INDEX ${name} ON users (email);");
	}

	@Test
	void planShowsRiskAndHazards() {
		this.commands.run("migrate");
		this.commands.script("V3__more.sql", "ALTER TABLE users RENAME COLUMN email TO mail;");
		assertThat(this.commands.run("plan").output()).contains("-- Risk: BREAKING, not reversible",
				"-- Hazard: line 1, error rename-column: Code that reads or writes users.email fails at once.");
	}

	@Test
	void migrateEndsWith3WhereHazardsAreRefused() {
		this.commands.run("migrate");
		this.commands.script("V3__more.sql", "ALTER TABLE users RENAME COLUMN email TO mail;");
		Ended ended = this.commands.run("migrate", "--migration.hazard.mode=fail", "--migration.format=json");
		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat((List<?>) ended.error().get("problems")).hasSize(1);
		assertThat(this.commands.run("status").output()).contains("2 applied, 1 pending");
	}

	private static List<?> validate(String log) throws IOException {
		try (InputStream schema = LintCommandTests.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
			Schema sarif = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
			assertThat(JsonParserFactory.getJsonParser().parseMap(log)).containsEntry("version", "2.1.0");
			return sarif.validate(log, InputFormat.JSON);
		}
	}

}
