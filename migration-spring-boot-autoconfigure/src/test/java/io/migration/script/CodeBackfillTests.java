// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.nio.file.Path;
import java.util.List;

import io.migration.BackfillBatch;
import io.migration.InvalidScriptsException;
import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.ScriptOptions;
import io.migration.ScriptProblem;
import io.migration.StepType;
import io.migration.sql.SqlDialect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for backfills that are written in Java.
 */
class CodeBackfillTests {

	private static final Placeholders NONE = Placeholders.of(java.util.Map.of(), false);

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.scripts = new Scripts(folder);
	}

	@Test
	void backfillOfAScriptComesBehindItsOwnSteps() {
		this.scripts.add("V5__a.sql", """
				-- migrate:up
				ALTER TABLE customer ADD COLUMN sealed bytea;
				-- migrate:backfill table=customer
				UPDATE customer SET name = trim(name) WHERE name <> trim(name) AND :batch;
				-- migrate:contract
				ALTER TABLE customer DROP COLUMN email;
				-- migrate:down
				ALTER TABLE customer DROP COLUMN sealed;
				""");
		ScriptMigration migration = (ScriptMigration) read(new V5__Seal_emails()).versioned().get(0);
		MigrationContent content = migration.content(SqlDialect.postgresql(), NONE);
		assertThat(content.steps()).extracting(ScriptStep::type)
			.containsExactly(StepType.UP, StepType.BACKFILL, StepType.BACKFILL, StepType.CONTRACT);
		assertThat(content.steps()).extracting(ScriptStep::ordinal).containsExactly(1, 2, 5, 3);
		ScriptStep code = content.backfills().get(1);
		assertThat(code.name()).isEqualTo("Seal_emails");
		assertThat(code.script()).isEqualTo(V5__Seal_emails.class.getName());
		assertThat(code.options().backfill())
			.isEqualTo(new BackfillOptions("customer", null, List.of("tenant", "id"), null, null, true));
		assertThat(code.verification()).singleElement()
			.satisfies((query) -> assertThat(query.sql().text())
				.isEqualTo("SELECT id FROM customer WHERE sealed IS NULL"));
		assertThat(code.code()).isInstanceOf(V5__Seal_emails.class);
	}

	@Test
	void backfillWithoutAScriptIsAMigrationOfItsOwn() {
		CodeMigration migration = (CodeMigration) read(new V5__Seal_emails()).versioned().get(0);
		assertThat(migration.name()).isEqualTo("5");
		assertThat(migration.description()).isEqualTo("Seal emails");
		assertThat(migration.script()).isEqualTo(V5__Seal_emails.class.getName());
		assertThat(migration.steps()).containsExactly(StepType.UP, StepType.BACKFILL);
		assertThat(migration.backfills(SqlDialect.postgresql())).extracting(ScriptStep::ordinal).containsExactly(2);
	}

	@Test
	void backfillJoinsAMigrationWrittenInJava() {
		JavaMigration java = new V5__Add_column();
		CodeMigration migration = (CodeMigration) MigrationCatalog
			.read(options(), List.of(java), List.of(new V5__Seal_emails()), getClass().getClassLoader())
			.versioned()
			.get(0);
		assertThat(migration.migration()).isSameAs(java);
		assertThat(migration.steps()).containsExactly(StepType.UP, StepType.BACKFILL);
	}

	@Test
	void twoOfOneNameAreAnError() {
		assertThat(problems(() -> read(new V5__Seal_emails(), new V5__Seal_emails())))
			.containsExactly(V5__Seal_emails.class.getName() + ": The backfill has the same version and description as "
					+ V5__Seal_emails.class.getName() + " | Give one of them another description.");
	}

	@Test
	void nameOfASectionIsTaken() {
		this.scripts.add("V5__a.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:backfill table=customer name=Seal_emails
				UPDATE customer SET name = trim(name) WHERE name <> trim(name) AND :batch;
				""");
		ScriptMigration migration = (ScriptMigration) read(new V5__Seal_emails()).versioned().get(0);
		assertThat(problems(() -> migration.content(SqlDialect.postgresql(), NONE))).singleElement()
			.asString()
			.endsWith("V5__a.sql: The backfill has the same name as " + V5__Seal_emails.class.getName()
					+ ": 'Seal_emails' | Give one of them another name.");
	}

	@Test
	void verificationHasToBeAQuery() {
		CodeMigration migration = (CodeMigration) read(new V6__Wrong()).versioned().get(0);
		assertThat(problems(() -> migration.backfills(SqlDialect.postgresql())))
			.containsExactly(V6__Wrong.class.getName() + ": 'DELETE FROM customer' in verify() is not a query (line 1)"
					+ " | Use queries that return no row if all is well.");
	}

	@Test
	void backfillWithoutVersionIsAnError() {
		assertThat(problems(() -> read(new Nameless()))).singleElement()
			.asString()
			.startsWith(Nameless.class.getName() + ": The backfill has no version and description: ");
	}

	private MigrationCatalog read(JavaBackfill... backfills) {
		return MigrationCatalog.read(options(), List.of(), List.of(backfills), getClass().getClassLoader());
	}

	private ScriptOptions options() {
		return Scripts.options(this.scripts.location());
	}

	private static List<String> problems(ThrowingCallable reading) {
		return catchThrowableOfType(InvalidScriptsException.class, reading).problems()
			.stream()
			.map(CodeBackfillTests::text)
			.toList();
	}

	private static String text(ScriptProblem problem) {
		return problem.script() + ": " + problem.message() + " | " + problem.action();
	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V5__Seal_emails implements JavaBackfill {

		@Override
		public String table() {
			return "customer";
		}

		@Override
		public List<String> key() {
			return List.of("tenant", "id");
		}

		@Override
		public boolean once() {
			return true;
		}

		@Override
		public String verify() {
			return "SELECT id FROM customer WHERE sealed IS NULL";
		}

		@Override
		public long change(JdbcClient jdbc, BackfillBatch batch) {
			return 0;
		}

	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V6__Wrong extends V5__Seal_emails {

		@Override
		public String verify() {
			return "DELETE FROM customer";
		}

	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V5__Add_column implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
		}

	}

	static class Nameless extends V5__Seal_emails {

	}

}
