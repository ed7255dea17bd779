// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migration.Finding;
import io.migration.Finding.Position;
import io.migration.HazardMode;
import io.migration.HazardOptions;
import io.migration.InvalidScriptsException;
import io.migration.Knowledge;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.ScriptOptions;
import io.migration.Severity;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What findings tell, and what leaves them out.
 */
class HazardLinterTests {

	private static final String USERS = "CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);";

	private static final Logger logger = LoggerFactory.getLogger(HazardLinterTests.class);

	@TempDir
	private Path folder;

	@Test
	void tellsWhatWhereAndWhatToDo() {
		script("V1__users.sql", USERS);
		script("V2__index.sql", "SELECT 1;\nCREATE INDEX i\n  ON users (name);");
		Finding finding = only(lint().get(1));
		assertThat(finding.rule()).isEqualTo("create-index-not-concurrent");
		assertThat(finding.severity()).isEqualTo(Severity.ERROR);
		assertThat(finding.risk()).isEqualTo(RiskClass.BLOCKING);
		assertThat(finding.step()).isEqualTo(StepType.UP);
		assertThat(finding.place()).isEqualTo("filesystem:" + this.folder + "/V2__index.sql:2:1");
		assertThat(finding.position()).isEqualTo(new Position(2, 1, 3, 18));
		assertThat(finding.effects()).singleElement().satisfies((impact) -> {
			assertThat(impact.describe()).isEqualTo("SHARE on public.users, all rows read");
			assertThat(impact.rows()).isNull();
		});
		assertThat(finding.recipe()).isEqualTo("CREATE INDEX CONCURRENTLY i\n  ON users (name);");
		assertThat(finding.knowledge()).isEqualTo(Knowledge.PROJECT);
	}

	@Test
	void statementThatNeedsNewerServerIsReportedWhereTheVersionIsKnown() {
		script("V1__users.sql", USERS);
		script("V2__check.sql", "ALTER TABLE users ADD CHECK (name <> '') NOT ENFORCED;");
		assertThat(lint().get(1).findings()).extracting(Finding::rule).doesNotContain("needs-newer-server");
		HazardOptions defaults = HazardOptions.DEFAULTS;
		HazardOptions known = new HazardOptions(defaults.mode(), defaults.severities(), defaults.since(), "15");
		List<PendingMigration> migrations = HazardLinter.of("filesystem:" + this.folder).options(known).lint();
		assertThat(migrations.get(1).findings()).filteredOn((finding) -> finding.rule().equals("needs-newer-server"))
			.singleElement()
			.extracting(Finding::message)
			.isEqualTo("PostgreSQL 15 refuses it: it needs 18.");
	}

	@Test
	void statementInBlockKnowsWhatTheOneBeforeHasMade() {
		script("V1__users.sql", USERS);
		script("V2__block.sql", "DO $$ BEGIN CREATE TABLE items (id int); CREATE INDEX i ON items (id); END $$;");
		script("V3__schema.sql", "CREATE SCHEMA shop CREATE TABLE users (id int) CREATE INDEX j ON users (id);");
		assertThat(lint().get(1).findings()).extracting(Finding::rule).doesNotContain("create-index-not-concurrent");
		assertThat(lint().get(2).findings()).extracting(Finding::rule).doesNotContain("create-index-not-concurrent");
	}

	@Test
	void rowsThatAreReferencedMayBeDeletedWhereAnIndexBeginsWithAnExpression() {
		script("V1__tables.sql", """
				CREATE TABLE p (id bigint PRIMARY KEY);
				CREATE TABLE c (id bigint PRIMARY KEY, p bigint REFERENCES p, name text);
				CREATE INDEX c_name ON c (lower(name));
				""");
		script("V2__delete.sql", "DELETE FROM p WHERE id = 3;");
		assertThat(lint()).hasSize(2);
	}

	@Test
	void columnThatIsReplacedByOneOfTheSameNameLosesItsValues() {
		script("V1__users.sql", USERS);
		script("V2__name.sql", "ALTER TABLE users DROP COLUMN name, ADD COLUMN name boolean;");
		PendingMigration migration = lint().get(1);
		assertThat(migration.risk()).isEqualTo(RiskClass.DESTRUCTIVE);
		assertThat(migration.findings()).extracting(Finding::rule).contains("drop-column");
	}

	@Test
	void viewThatGoesWithItsColumnIsNamed() {
		script("V1__users.sql", USERS + "CREATE VIEW names AS SELECT name FROM users;");
		script("V2__drop.sql", "ALTER TABLE users DROP COLUMN name CASCADE;");
		assertThat(lint().get(1).findings()).filteredOn((finding) -> finding.rule().equals("drop-cascade"))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.message()).contains("names"));
		assertThat(lint().get(1).findings()).extracting(Finding::rule).doesNotContain("drop-foreign-key-locks-both");
	}

	@Test
	void partitionsOfTableAreNotLockedByForeignKey() {
		script("V1__logs.sql", "CREATE TABLE logs (at date, line text) PARTITION BY RANGE (at);"
				+ "CREATE TABLE logs_rest PARTITION OF logs DEFAULT;");
		script("V2__drop.sql", "ALTER TABLE logs DROP COLUMN line;");
		assertThat(lint().get(1).findings()).extracting(Finding::rule).doesNotContain("drop-foreign-key-locks-both");
	}

	@Test
	void typeThatIsReplacedByAnotherOneIsNoLoss() {
		script("V1__users.sql",
				"CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE users (id bigint PRIMARY KEY, m mood);");
		script("V2__mood.sql", """
				ALTER TYPE mood RENAME TO mood_old;
				CREATE TYPE mood AS ENUM ('ok');
				ALTER TABLE users ALTER COLUMN m TYPE mood USING m::text::mood;
				DROP TYPE mood_old;
				""");
		script("V3__unused.sql", "DROP TYPE IF EXISTS other;");
		assertThat(lint().get(1).findings()).filteredOn((finding) -> finding.rule().endsWith("-type"))
			.extracting(Finding::rule, Finding::severity)
			.containsExactly(tuple("rename-type", Severity.INFO), tuple("drop-type", Severity.INFO));
		assertThat(lint().get(1).findings()).extracting(Finding::rule).contains("alter-column-type-rewrite");
		assertThat(lint().get(2).risk()).isEqualTo(RiskClass.BREAKING);
		assertThat(only(lint().get(2)).severity()).isEqualTo(Severity.WARNING);
	}

	@Test
	void typeOfColumnThatNoScriptCreatesIsNotCompared() {
		script("V1__adopted.sql", "ALTER TABLE adopted ADD PRIMARY KEY (id);");
		script("V2__users.sql", "CREATE TABLE users (adopted_id bigint PRIMARY KEY REFERENCES adopted (id));");
		assertThat(lint().get(1).findings()).extracting(Finding::rule).doesNotContain("foreign-key-type-mismatch");
	}

	@Test
	void tableIsOneWithAndWithoutItsSchema() {
		script("V1__users.sql", USERS);
		script("V2__keys.sql", """
				CREATE TABLE a (x bigint REFERENCES users, y bigint REFERENCES public.users, PRIMARY KEY (x, y));
				CREATE INDEX a_y ON public.a (y);
				""");
		assertThat(lint().get(1).findings()).allMatch((finding) -> finding.severity() == Severity.INFO);
	}

	@Test
	void whatIsNotKnownIsJudgedByTheStatementAlone() {
		script("V1__index.sql", "CREATE INDEX i ON users (name);");
		assertThat(only(lint().get(0)).knowledge()).isEqualTo(Knowledge.SCRIPT);
	}

	@Test
	void actionsHaveTheirOwnPlaces() {
		script("V1__users.sql", USERS);
		script("V2__drop.sql", """
				-- migrate:up
				ALTER TABLE users
				  ADD COLUMN a int,
				  DROP COLUMN name;
				-- migrate:down
				SELECT 1;
				""");
		assertThat(only(lint().get(1)).position()).isEqualTo(new Position(4, 3, 4, 19));
	}

	@Test
	void recipesHaveTheRealNames() {
		script("V1__users.sql", "CREATE TABLE \"User\" (id bigint PRIMARY KEY, \"Name\" text);");
		script("V2__not_null.sql", "ALTER TABLE \"User\" ALTER COLUMN \"Name\" SET NOT NULL;");
		assertThat(only(lint().get(1)).recipe()).isEqualTo("""
				BEGIN;
				ALTER TABLE "User" ADD CONSTRAINT "User_Name_not_null" CHECK ("Name" IS NOT NULL) NOT VALID;
				COMMIT;
				BEGIN;
				ALTER TABLE "User" VALIDATE CONSTRAINT "User_Name_not_null";
				COMMIT;
				ALTER TABLE "User" ALTER COLUMN "Name" SET NOT NULL;
				ALTER TABLE "User" DROP CONSTRAINT "User_Name_not_null";""");
	}

	@Test
	void recipesAreThoseOfTheServer() {
		script("V1__users.sql", USERS);
		script("V2__not_null.sql", "ALTER TABLE users ALTER COLUMN name SET NOT NULL;");
		assertThat(only(lint(options(Map.of(), null, "18")).get(1)).recipe())
			.contains("NOT NULL name NOT VALID", "VALIDATE CONSTRAINT users_name_not_null")
			.doesNotContain("CHECK");
	}

	@Test
	void recipesAreHarmless() {
		script("V1__users.sql", USERS);
		script("V2__bad.sql", """
				-- migrate:up
				CREATE INDEX i ON users (name);
				ALTER TABLE users ALTER COLUMN name SET NOT NULL;
				ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0);
				ALTER TABLE users ADD UNIQUE (email);
				""");
		StringBuilder better = new StringBuilder("-- migrate:up\n");
		lint().get(1)
			.findings()
			.stream()
			.filter((finding) -> finding.recipe() != null)
			.forEach((finding) -> better.append(finding.recipe()).append('\n'));
		script("V2__bad.sql", better.toString());
		assertThat(lint().get(1).findings()).noneMatch((finding) -> finding.severity() != Severity.INFO);
	}

	@Test
	void riskIsTheWorstThatApplies() {
		script("V1__users.sql", USERS);
		script("V2__three.sql", "CREATE INDEX i ON users (name); ALTER TABLE users RENAME COLUMN email TO mail;");
		script("V3__none.sql", "ALTER TABLE users ADD COLUMN age int;");
		script("V4__drop.sql", "DROP TABLE users;");
		assertThat(lint()).extracting(PendingMigration::risk)
			.containsExactly(RiskClass.SAFE, RiskClass.BREAKING, RiskClass.SAFE, RiskClass.DESTRUCTIVE);
	}

	@Test
	void whatIsDroppedInAContractIsLostButBreaksNothing() {
		script("V1__users.sql", USERS);
		script("V2__drop.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:contract
				ALTER TABLE users DROP COLUMN name;
				-- migrate:down
				SELECT 1;
				-- migrate:down of=contract
				ALTER TABLE users ADD COLUMN name text;
				""");
		PendingMigration migration = lint().get(1);
		assertThat(migration.risk()).isEqualTo(RiskClass.DESTRUCTIVE);
		assertThat(migration.reversible()).isTrue();
		assertThat(only(migration).severity()).isEqualTo(Severity.INFO);
		assertThat(only(migration).step()).isEqualTo(StepType.CONTRACT);
	}

	@Test
	void acceptedHazardsStillAreARisk() {
		script("V1__users.sql", USERS);
		script("V2__drop.sql", """
				-- migrate:up
				-- migrate:allow drop-table reason="nobody uses it"
				DROP TABLE users;
				-- migrate:down
				SELECT 1;
				""");
		PendingMigration migration = lint().get(1);
		assertThat(migration.findings()).isEmpty();
		assertThat(migration.risk()).isEqualTo(RiskClass.DESTRUCTIVE);
	}

	@Test
	void suppressionsThatDoNothingAreReported() {
		script("V1__users.sql", """
				-- migrate:up
				-- migrate:allow drop-tabel reason="misspelt"
				-- migrate:allow drop-column reason="nothing is dropped"
				-- migrate:allow drop-partition-locks-parent reason="only a database knows"
				CREATE TABLE users (id bigint PRIMARY KEY);
				""");
		assertThat(lint().get(0).findings())
			.extracting(Finding::rule, Finding::severity, Finding::line, Finding::message)
			.containsExactly(
					tuple("unknown-suppression", Severity.ERROR, 2,
							"There is no hazard rule 'drop-tabel'. Did you mean 'drop-table'?"),
					tuple("ignored-suppression", Severity.INFO, 3, "The rule 'drop-column' has nothing to say here."));
	}

	@Test
	void severitiesCanBeChanged() {
		script("V1__users.sql", USERS);
		script("V2__drop.sql", "CREATE INDEX i ON users (name);");
		assertThat(lint(options(Map.of("create-index-not-concurrent", Severity.OFF), null, null)).get(1))
			.satisfies((migration) -> {
				assertThat(migration.findings()).isEmpty();
				assertThat(migration.risk()).isEqualTo(RiskClass.SAFE);
			});
		assertThat(only(lint(options(Map.of("create-index-not-concurrent", Severity.INFO), null, null)).get(1)))
			.extracting(Finding::severity)
			.isEqualTo(Severity.INFO);
	}

	@Test
	void oldMigrationsAreLeftAloneButKnown() {
		script("V1__users.sql", USERS);
		script("V2__index.sql", "CREATE INDEX i ON users (name);");
		script("V3__type.sql", "ALTER TABLE users ALTER COLUMN name TYPE varchar(10);");
		List<PendingMigration> migrations = lint(options(Map.of(), MigrationVersion.of("2"), null));
		assertThat(migrations.get(1).findings()).isEmpty();
		assertThat(migrations.get(1).risk()).isNull();
		assertThat(migrations.get(2).findings()).extracting(Finding::rule).contains("alter-column-type-narrowing");
	}

	@Test
	void secretsOfPlaceholdersAreHidden() {
		script("V1__users.sql", USERS);
		script("V2__token.sql", "ALTER TABLE users ADD COLUMN t text DEFAULT md5('${api_token}' || random());");
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		ScriptOptions scripts = new ScriptOptions(List.of("filesystem:" + this.folder), "V", "U", "R", "__",
				defaults.suffixes(), Map.of("api_token", "pl4nted"), false);
		assertThat(HazardLinter.of(scripts).lint().toString()).contains("add-column-volatile-default", "md5('***'")
			.doesNotContain("pl4nted");
	}

	@Test
	void statementsInBlocksHaveTheirOwnPlacesAndNoRecipe() {
		script("V1__users.sql", USERS);
		script("V2__block.sql", "DO $$\nBEGIN\n  CREATE INDEX i ON users (name);\nEND $$;");
		assertThat(only(lint().get(1))).satisfies((finding) -> {
			assertThat(finding.position()).isEqualTo(new Position(3, 3, 3, 33));
			assertThat(finding.recipe()).isNull();
			assertThat(finding.fix()).isNull();
		});
	}

	@Test
	void mistakesAreReportedAllAtOnce() {
		script("V1__open.sql", "SELECT 'open;");
		script("V2__open.sql", "SELECT $$open;");
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this::lint)
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(2));
	}

	@Test
	void thousandFilesTakeLittleTime() {
		script("V1__users.sql", USERS);
		for (int i = 2; i <= 1000; i++) {
			script("V" + i + "__more.sql", """
					CREATE TABLE t%1$d (id bigint PRIMARY KEY, user_id bigint REFERENCES users, name text NOT NULL);
					CREATE INDEX t%1$d_user ON t%1$d (user_id);
					ALTER TABLE t%1$d ADD COLUMN note varchar(%1$d) DEFAULT 'none';
					""".formatted(i));
		}
		long start = System.nanoTime();
		assertThat(lint()).hasSize(1000);
		logger.info("1000 files were linted in {} ms", (System.nanoTime() - start) / 1_000_000);
	}

	private static Finding only(PendingMigration migration) {
		assertThat(migration.findings()).hasSize(1);
		return migration.findings().get(0);
	}

	private static HazardOptions options(Map<String, Severity> severities, @Nullable MigrationVersion since,
			@Nullable String serverVersion) {
		return new HazardOptions(HazardMode.WARN, severities, since, serverVersion);
	}

	private List<PendingMigration> lint() {
		return lint(HazardOptions.DEFAULTS);
	}

	private List<PendingMigration> lint(HazardOptions options) {
		return HazardLinter.of("filesystem:" + this.folder).options(options).lint();
	}

	private void script(String name, String content) {
		try {
			Files.writeString(this.folder.resolve(name), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
