// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.boot.autoconfigure.MigrationInitializer;
import io.migration.boot.command.Commands.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands on a real database.
 */
class CommandTests {

	// What is there, without what the server counts by itself
	private static final String CATALOG = """
			SELECT concat_ws(' ', oid, relname, relkind, relfilenode, relacl) FROM pg_class
			UNION ALL SELECT concat_ws(' ', attrelid, attname, atttypid, attnotnull) FROM pg_attribute
			UNION ALL SELECT concat_ws(' ', oid, conname, convalidated) FROM pg_constraint
			UNION ALL SELECT concat_ws(' ', oid, proname, md5(prosrc)) FROM pg_proc
			UNION ALL SELECT concat_ws(' ', oid, nspname) FROM pg_namespace
			ORDER BY 1""";

	@TempDir
	private Path folder;

	private Commands commands;

	@BeforeEach
	void open() {
		this.commands = new Commands(this.folder).script("V1__users.sql", "CREATE TABLE users (id int);")
			.script("V2__names.sql", """
					-- migrate:up
					ALTER TABLE users ADD COLUMN name text;
					CREATE INDEX CONCURRENTLY users_name ON users (name);
					-- migrate:down
					DROP INDEX CONCURRENTLY users_name;
					ALTER TABLE users DROP COLUMN name;
					""");
	}

	@AfterEach
	void close() {
		this.commands.close();
	}

	@Test
	void statusShowsWhatIsPendingAndWhatIsApplied() {
		Ended before = this.commands.run("status");
		assertThat(before.exitCode()).isZero();
		assertThat(before.errors()).isEmpty();
		assertThat(before.output()).startsWith("VERSION  DESCRIPTION  STATE    INSTALLED  TOOK  SCRIPT")
			.contains("1        users        pending                   V1__users.sql")
			.endsWith("PENDING, no version, 0 applied, 2 pending" + System.lineSeparator());
		this.commands.run("migrate");
		assertThat(this.commands.run("status").output()).containsPattern("2 +names +applied +20\\d\\d-.*Z +\\d+ ms")
			.contains("UP_TO_DATE, version 2, 2 applied, 0 pending");
	}

	@Test
	void statusShowsWhatFailed() {
		this.commands.script("V3__broken.sql", "ALTER TABLE missing ADD COLUMN a int;").run("migrate");
		Ended status = this.commands.run("status");
		assertThat(status.exitCode()).isZero();
		assertThat(status.output()).containsPattern("3 +broken +UP FAILED").contains("Error in 3 UP: ", "FAILED");
	}

	@Test
	void statusForMachinesIsOneLineOfJson() {
		this.commands.run("migrate");
		Ended status = this.commands.run("status", "--migration.format=json");
		assertThat(status.json()).containsEntry("command", "status").containsEntry("exitCode", 0);
		assertThat(status.result()).containsEntry("state", "UP_TO_DATE")
			.containsEntry("version", "2")
			.containsEntry("appliedCount", 2);
		assertThat((List<?>) status.result().get("applied")).hasSize(2);
	}

	@Test
	void planShowsStatementsAndBordersAndChangesNothing() {
		List<String> before = catalog();
		this.commands.database().logStatements();
		Ended plan = this.commands.run("plan");
		assertThat(plan.exitCode()).isZero();
		assertThat(plan.output().lines()).containsSubsequence("-- 1 UP, V1__users.sql", "BEGIN;", "-- Line 1",
				"CREATE TABLE users (id int);", "COMMIT;", "", "-- 2 UP, V2__names.sql", "BEGIN;",
				"ALTER TABLE users ADD COLUMN name text;", "COMMIT;", "-- Outside of a transaction",
				"CREATE INDEX CONCURRENTLY users_name ON users (name);");
		assertThat(this.commands.database().statements())
			.noneMatch((sql) -> sql.matches("(?is)\\s*(create|insert|update|delete|alter|drop|lock|begin)\\b.*")
					|| sql.contains("pg_advisory") || sql.contains("pg_try_advisory"));
		assertThat(catalog()).isEqualTo(before);
	}

	@Test
	void planOfRollbackChangesNothing() {
		this.commands.run("migrate");
		List<String> before = catalog();
		List<String> history = history();
		Ended plan = this.commands.run("plan", "--migration.steps=1");
		assertThat(plan.exitCode()).isZero();
		assertThat(plan.output().lines()).containsSubsequence("-- 2 DOWN, V2__names.sql",
				"DROP INDEX CONCURRENTLY users_name;", "ALTER TABLE users DROP COLUMN name;");
		assertThat(this.commands.run("plan", "--migration.target=1").output()).isEqualTo(plan.output());
		assertThat(catalog()).isEqualTo(before);
		assertThat(history()).isEqualTo(history);
	}

	@Test
	void planForMachinesHoldsTheStatements() {
		assertThat(this.commands.run("plan", "--migration.format=json").result().toString())
			.contains("sql=CREATE TABLE users (id int)", "transactional=false");
	}

	@Test
	void migrateRunsWhatIsPendingWhateverTheModeOfTheStart() {
		Ended run = this.commands.run("migrate", "--migration.mode=validate", "--migration.enabled=false");
		assertThat(run.exitCode()).isZero();
		assertThat(run.output()).containsPattern("1 UP +SUCCEEDED +1 +1 +\\d+ ms +V1__users.sql")
			.contains("Ran 2 steps in ", "Applied migrations: 2.");
		assertThat(this.commands.run("migrate").output())
			.isEqualTo("Nothing to do. Applied migrations: 2.%n".formatted());
	}

	@Test
	void rollbackUndoesAndNotesWhoAskedForIt() {
		this.commands.run("migrate");
		Ended rollback = this.commands.run("rollback", "--migration.steps=1");
		assertThat(rollback.exitCode()).isZero();
		assertThat(rollback.output()).containsPattern("2 DOWN +SUCCEEDED").contains("Undid 1 step in ");
		assertThat(this.commands.run("status").output()).contains("PENDING, version 1, 1 applied, 1 pending");
		assertThat(String.join("\n", history())).contains(System.getProperty("user.name"));
	}

	@Test
	void rollbackThatWouldLoseDataEndsWith3() {
		this.commands.run("migrate");
		this.commands.database().execute("INSERT INTO users VALUES (1, 'Ada')");
		Ended refused = this.commands.run("rollback", "--migration.target=1");
		assertThat(refused.exitCode()).isEqualTo(3);
		assertThat(refused.output()).isEmpty();
		assertThat(refused.errors()).contains("ended with exit code 3").doesNotContain("Ada");
		Ended accepted = this.commands.run("rollback", "--migration.target=1", "--migration.accept-data-loss=true");
		assertThat(accepted.exitCode()).isZero();
	}

	@Test
	void rollbackOfWhatHasNoWayBackEndsWith6() {
		this.commands.run("migrate");
		assertThat(this.commands.run("rollback", "--migration.target=0").exitCode()).isEqualTo(6);
		assertThat(this.commands.run("status").output()).contains("UP_TO_DATE, version 2");
	}

	@Test
	void rollbackNeedsToKnowHowFar() {
		assertThat(this.commands.run("rollback").errors())
			.contains("Add --migration.target=<version> or --migration.steps=<number>.");
		assertThat(this.commands.run("rollback", "--migration.steps=1", "--migration.target=1").exitCode())
			.isEqualTo(7);
		assertThat(this.commands.run("rollback", "--migration.steps=0").exitCode()).isEqualTo(7);
		assertThat(this.commands.run("rollback", "--migration.steps=x").exitCode()).isEqualTo(7);
		assertThat(this.commands.run("rollback", "--migration.target=x").exitCode()).isEqualTo(7);
	}

	@Test
	void statementThatFailsEndsWith6() {
		Ended failed = this.commands.script("V3__broken.sql", "ALTER TABLE missing ADD COLUMN a int;")
			.run("migrate", "--migration.format=json");
		assertThat(failed.exitCode()).isEqualTo(6);
		assertThat(failed.error()).containsEntry("code", "FAILED");
		assertThat((String) failed.error().get("description")).contains("V3__broken.sql, line 1");
	}

	@Test
	void validateTellsPendingFromChangedAndFailed() {
		Ended pending = this.commands.run("validate", "--migration.format=json");
		assertThat(pending.exitCode()).isEqualTo(2);
		assertThat(pending.error().get("problems").toString()).contains("reason=PENDING", "migration=2");
		this.commands.run("migrate");
		assertThat(this.commands.run("validate").exitCode()).isZero();
		this.commands.script("V1__users.sql", "CREATE TABLE users (id bigint);");
		assertThat(this.commands.run("validate").exitCode()).isEqualTo(7);
	}

	@Test
	void lintReportsEveryMistakeWithoutADatabase() {
		String nowhere = "--spring.datasource.url=jdbc:postgresql://localhost:1/none";
		this.commands.settings()
			.replaceAll((setting) -> setting.startsWith("--spring.datasource.url=") ? nowhere : setting);
		assertThat(this.commands.run("lint").output()).startsWith("2 migrations were read");
		Ended mistakes = this.commands.script("V3__a.sql", "SELECT 'open;")
			.script("V4__b.sql", "SELECT $$open;")
			.run("lint", "--migration.format=json");
		assertThat(mistakes.exitCode()).isEqualTo(7);
		assertThat((List<?>) mistakes.error().get("problems")).hasSize(2);
		assertThat(mistakes.errors()).contains("V3__a.sql:1", "V4__b.sql:1");
		assertThat(this.commands.run("status", "--spring.datasource.hikari.connection-timeout=250").exitCode())
			.isEqualTo(6);
	}

	@Test
	void databaseThatCannotBeReachedEndsWith6() {
		assertThat(this.commands.run("status", "--spring.datasource.hikari.connection-timeout=250",
				"--spring.datasource.hikari.data-source-properties.loginTimeout=1",
				"--spring.datasource.password=secret-of-nobody", "--spring.datasource.username=nobody"))
			.satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(6);
				assertThat(ended.errors()).doesNotContain("secret-of-nobody");
			});
	}

	@Test
	void baselineTakesOver() {
		this.commands.database().execute("CREATE TABLE users (id int)");
		assertThat(this.commands.run("migrate").exitCode()).isEqualTo(6);
		Ended baseline = this.commands.run("baseline", "--migration.baseline-version=1");
		assertThat(baseline.output()).isEqualTo("The schema is taken over at version 1.%n".formatted());
		assertThat(this.commands.run("migrate").output()).contains("2 UP").doesNotContain("1 UP");
		assertThat(this.commands.run("baseline").exitCode()).isEqualTo(7);
	}

	@Test
	void repairListsAndAccepts() {
		this.commands.run("migrate");
		assertThat(this.commands.run("repair").output()).startsWith("There is no difference");
		this.commands.script("V1__users.sql", "CREATE TABLE users (id bigint);");
		assertThat(this.commands.run("repair").output()).startsWith("1 CHANGED, not accepted");
		assertThat(this.commands.run("validate").exitCode()).isEqualTo(7);
		assertThat(this.commands.run("repair", "--migration.version=1").output()).startsWith("1 CHANGED, accepted now");
		assertThat(this.commands.run("validate").exitCode()).isZero();
		assertThat(this.commands.run("repair", "--migration.version=2").exitCode()).isEqualTo(7);
		assertThat(String.join("\n", history())).contains(System.getProperty("user.name"));
	}

	@Test
	void resolveSaysWhatBecameOfAStep() {
		this.commands.script("V3__broken.sql", "CREATE INDEX CONCURRENTLY i ON users (id); SELECT 1/0;").run("migrate");
		assertThat(this.commands.run("resolve", "--migration.version=3").errors())
			.contains("needs the option --migration.as", "--migration.as=done|redo|undone");
		assertThat(this.commands.run("resolve", "--migration.version=3", "--migration.as=finished").exitCode())
			.isEqualTo(7);
		this.commands.database().execute("DROP INDEX i");
		Ended resolved = this.commands.run("resolve", "--migration.version=3", "--migration.as=undone");
		assertThat(resolved.output()).startsWith("Step 3 UP is ");
		assertThat(this.commands.run("resolve", "--migration.version=1", "--migration.as=done").exitCode())
			.isEqualTo(7);
	}

	@Test
	void contractIsApprovedAndThatIsTakenBack() {
		this.commands.script("V3__drop.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:contract
				DROP TABLE users;
				""").run("migrate");
		assertThat(this.commands.run("status").output()).contains("Contract of 3 (drop): held")
			.contains("UNMET approval   It is not approved.");
		assertThat(this.commands.run("approve").errors()).contains("needs the option --migration.version");
		assertThat(this.commands.run("approve", "--migration.version=3").output())
			.contains("The contract of migration 3 is approved.")
			.contains("met   approval   Approved by ");
		assertThat(this.commands.run("withdraw", "--migration.version=3").output())
			.contains("The contract of migration 3 is not approved any more.");
		assertThat(this.commands.run("withdraw", "--migration.version=3").exitCode()).isEqualTo(7);
	}

	@Test
	void contractRunsTheHeldStep() {
		this.commands.script("V3__drop.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:contract
				DROP TABLE users;
				""").run("migrate");
		assertThat(this.commands.run("status").output()).contains("applied (CONTRACT HELD)");
		assertThat(this.commands.run("contract").errors()).contains("needs the option --migration.version");
		Ended contract = this.commands.run("contract", "--migration.version=3");
		assertThat(contract.output()).containsPattern("3 CONTRACT +SUCCEEDED");
		assertThat(this.commands.run("contract", "--migration.version=3").exitCode()).isEqualTo(7);
	}

	@Test
	void unknownCommandNamesTheNearest() {
		Ended ended = this.commands.run("migarte");
		assertThat(ended.exitCode()).isEqualTo(7);
		assertThat(ended.errors()).contains("There is no migration command 'migarte'. Did you mean migrate?");
		assertThat(this.commands.start("--migration.command").exitCode()).isEqualTo(7);
	}

	@Test
	void unknownOptionNamesTheNearestAndNothingIsDone() {
		Ended ended = this.commands.run("migrate", "--migration.lock-timout=1s");
		assertThat(ended.exitCode()).isEqualTo(7);
		assertThat(ended.errors())
			.contains("There is no option --migration.lock-timout. " + "Did you mean --migration.lock-timeout?");
		assertThat(this.commands.start("--migration.comand=migrate").errors())
			.contains("Did you mean --migration.command?");
		assertThat(this.commands.run("migrate", "--migration.steps=1").errors())
			.contains("The command migrate does not take the option --migration.steps.");
		assertThat(this.commands.run("status").output()).contains("0 applied");
	}

	@Test
	void wrongSettingEndsWith7() {
		assertThat(this.commands.run("migrate", "--migration.lock-timeout=-1s").exitCode()).isEqualTo(7);
		assertThat(this.commands.run("migrate", "--migration.format=xml").exitCode()).isEqualTo(7);
	}

	@Test
	void initializerDoesNothingEvenIfSomebodyAsksForIt() {
		this.commands.application(AskingConfiguration.class).script("R__other.sql", "SELECT 1;").run("migrate");
		Map<String, Object> status = this.commands.run("status", "--migration.format=json").result();
		assertThat(status).containsEntry("appliedCount", 3);
		assertThat(AskingConfiguration.initializer).isNotNull();
		assertThat(AskingConfiguration.initializer.migrationRun()).isNull();
	}

	private List<String> catalog() {
		return this.commands.database().jdbc().sql(CATALOG).query(String.class).list();
	}

	private List<String> history() {
		return this.commands.database()
			.jdbc()
			.sql("SELECT h::text || coalesce(convert_from(h.body, 'UTF8'), '') FROM migration_history h ORDER BY id")
			.query(String.class)
			.list();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Commands.Plain.class)
	static class AskingConfiguration {

		static MigrationInitializer initializer;

		@Bean
		MigrationListener askingListener(ObjectProvider<MigrationInitializer> initializers,
				ObjectProvider<MigrationEngine> engine) {
			return new MigrationListener() {

				@Override
				public void afterRun(MigrationRun run) {
					initializer = initializers.getObject();
				}

			};
		}

	}

}
