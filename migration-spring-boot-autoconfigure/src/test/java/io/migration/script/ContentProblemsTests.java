// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentProblemsTests {

	private static final String UP_OPTIONS = "Valid here are transaction, lock-timeout, statement-timeout, placeholders.";

	private static final String MARKERS = "Valid after '-- migrate:' are precondition, up, backfill, contract, down, "
			+ "verify, allow.";

	private static final String ALLOW_FORM = "Write '-- migrate:allow <rule> scope=statement|step reason=\"...\"'.";

	private static final String RECOGNISE = "Add a condition for the rows that are not done, such as "
			+ "'WHERE x IS NULL AND :batch', or write once=true into the marker: then exactly one pass is made.";

	private static final String BATCH_FORM = "Write ':batch' once, as a condition such as 'WHERE ... AND :batch'.";

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.scripts = new Scripts(folder);
	}

	@ParameterizedTest
	@MethodSource({ "markers", "options", "structure", "transactions", "batches" })
	void mistakeIsReported(String text, String expected) {
		assertThat(this.scripts.contentProblems(text)).containsExactly("~/V1__a.sql" + expected);
	}

	static Stream<Arguments> markers() {
		return Stream.of(
				Arguments.of("-- migrate:upp\nSELECT 1",
						":1: Unknown marker '-- migrate:upp' | Did you mean '-- migrate:up'? " + MARKERS),
				Arguments.of("-- Migrate:Up\nSELECT 1",
						":1: Unknown marker '-- Migrate:Up' | Did you mean '-- migrate:up'? " + MARKERS),
				Arguments.of("-- migrate: down\nSELECT 1",
						":1: Unknown marker '-- migrate: down' | Did you mean '-- migrate:down'? " + MARKERS),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:rollback\nSELECT 2",
						":3: Unknown marker '-- migrate:rollback' | " + MARKERS),
				Arguments.of("-- migrate:up; \nSELECT 1",
						":1: Unknown marker '-- migrate:up;' | Did you mean '-- migrate:up'? " + MARKERS),
				Arguments.of("SELECT 1; -- migrate:down\nSELECT 2",
						":1: The marker '-- migrate:down' does not start its line | Put it on a line of its own."),
				Arguments.of("SELECT 0;\n-- migrate:up\nSELECT 1;",
						":1: A statement stands before the first section, which starts in line 2 | Put '-- migrate:up' before it."),
				Arguments.of("-- migrate:allow a reason=b\n-- migrate:up\nSELECT 1;",
						":1: A marker 'allow' stands before the first section | Move it into the section for which it is meant."),
				Arguments.of("-- migrate:allow reason=b\nSELECT 1;",
						":1: The marker 'allow' needs the name of one rule | " + ALLOW_FORM),
				Arguments.of("-- migrate:allow a\nSELECT 1;", ":1: The marker 'allow' needs a reason | " + ALLOW_FORM),
				Arguments.of("-- migrate:allow a reason=\" \"\nSELECT 1;",
						":1: The marker 'allow' needs a reason | " + ALLOW_FORM),
				Arguments.of("-- migrate:allow a scope=file reason=b\nSELECT 1;",
						":1: The value 'file' of 'scope' is not valid | Use scope=statement or scope=step."),
				Arguments.of("-- migrate:allow a reasons=b reason=c\nSELECT 1;",
						":1: Unknown option 'reasons' of 'allow' | Did you mean 'reason'? Valid here are scope, reason."),
				Arguments.of("SELECT 1;\nSELECT 'x",
						":2: The string that starts here is never closed | Close it with '."));
	}

	static Stream<Arguments> options() {
		return Stream.of(
				Arguments.of("-- migrate:up lock-timout=2s\nSELECT 1",
						":1: Unknown option 'lock-timout' of 'up' | Did you mean 'lock-timeout'? " + UP_OPTIONS),
				Arguments.of("-- migrate:up batch=2\nSELECT 1",
						":1: The option 'batch' is not valid for 'up' | " + UP_OPTIONS),
				Arguments.of("-- migrate:up transaction\nSELECT 1",
						":1: 'transaction' is not of the form name=value | Did you mean 'transaction=...'? "
								+ UP_OPTIONS),
				Arguments.of("-- migrate:up transaction:false\nSELECT 1",
						":1: 'transaction:false' is not of the form name=value | " + UP_OPTIONS),
				Arguments.of("-- migrate:up lock-timeout= 2s\nSELECT 1",
						":1: 'lock-timeout=' is not of the form name=value | Write name=value without blanks around '=',"
								+ " and a value with blanks as name=\"value\"."),
				Arguments.of("-- migrate:up lock-timeout=2s lock-timeout=3s\nSELECT 1",
						":1: The option 'lock-timeout' is given twice | Keep one of them."),
				Arguments.of("-- migrate:up lock-timeout=2\nSELECT 1",
						":1: The value '2' of 'lock-timeout' is not valid | Use a number with a unit, such as 500ms, 2s, 1m or 1h, or 0 for no limit."),
				Arguments.of("-- migrate:up transaction=maybe\nSELECT 1",
						":1: The value 'maybe' of 'transaction' is not valid | Use auto, on or off."),
				Arguments.of("-- migrate:up placeholders=no\nSELECT 1",
						":1: The value 'no' of 'placeholders' is not valid | Use on, off, true or false."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:down of=up\nSELECT 1",
						":3: The value 'up' of 'of' is not valid | Use of=contract; a section 'down' without it undoes up and backfills."),
				Arguments.of(backfill("", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch"),
						":3: The backfill does not say which table it walks through | Add table=<name>."),
				Arguments.of(backfill("table=t batch=0", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch"),
						":3: The value '0' of 'batch' is not valid | Use a number of rows, such as batch=1000."),
				Arguments.of(backfill("table=t key=a,,b", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch"),
						":3: The value 'a,,b' of 'key' is not valid | Use column names separated by commas, such as key=tenant_id,id."),
				Arguments.of(backfill("table=t name=a.b", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch"),
						":3: The value 'a.b' of 'name' is not valid | Use letters, digits, '_' and '-'."),
				Arguments.of(backfill("table=t once=1", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch"),
						":3: The value '1' of 'once' is not valid | Use on, off, true or false."));
	}

	static Stream<Arguments> structure() {
		return Stream.of(Arguments.of("", ": The script holds no statement | Add a statement or remove the file."),
				Arguments.of("-- nothing\n;;", ": The script holds no statement | Add a statement or remove the file."),
				Arguments.of("-- migrate:up\n-- nothing\n;",
						":1: The section 'up' holds no statement | Add a statement or remove the section."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:down",
						":3: The section 'down' holds no statement | Add a statement or remove the section."),
				Arguments.of("-- migrate:contract\nSELECT 1",
						": The script has no section 'up' | Add '-- migrate:up' with the change that runs before the application serves."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:up\nSELECT 2;",
						":3: The section 'up' is there twice, first in line 1 | Make one section of them."),
				Arguments.of(
						"-- migrate:up\nSELECT 1;\n-- migrate:backfill table=t\nUPDATE t SET a = 1 WHERE a <> 1 AND :batch;\n"
								+ "-- migrate:backfill table=t\nUPDATE t SET b = 1 WHERE b <> 1 AND :batch;\n",
						":5: The section 'backfill' is there twice, first in line 3 | Give each backfill its own name=<name>."),
				Arguments.of(
						"-- migrate:up\nSELECT 1;\n-- migrate:backfill table=t name=x\nUPDATE t SET a = 1 WHERE a <> 1 AND :batch;\n"
								+ "-- migrate:backfill name=x table=t\nUPDATE t SET b = 1 WHERE b <> 1 AND :batch;\n",
						":5: The section 'backfill name=x' is there twice, first in line 3 | Give each backfill its own name=<name>."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:down of=contract\nSELECT 2;",
						":3: 'down of=contract' undoes a section 'contract' that is not there | Remove 'of=contract', or add '-- migrate:contract'."),
				Arguments.of("-- migrate:contract\nSELECT 1;\n-- migrate:up\nSELECT 2;",
						":3: The section 'up' stands after 'contract' but runs before it | Put the sections into the order precondition, up, backfill, contract."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:precondition\nSELECT 2;",
						":3: The section 'precondition' stands after 'up' but runs before it | Put the sections into the order precondition, up, backfill, contract."),
				Arguments.of("-- migrate:verify\nSELECT 1;\n-- migrate:up\nSELECT 2;",
						":1: The section 'verify' does not follow a step that it could verify | Put it behind up, backfill, contract or down, once for each."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:verify\nSELECT 2;\n-- migrate:verify\nSELECT 3;",
						":5: The section 'verify' does not follow a step that it could verify | Put it behind up, backfill, contract or down, once for each."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:verify\n-- migrate:allow a reason=b\nSELECT 2;",
						":4: A marker 'allow' has no effect in 'verify' | Move it into the section for which it is meant."),
				Arguments.of("-- migrate:up\nSELECT 1;\n-- migrate:verify\nDELETE FROM t;",
						":4: 'DELETE FROM t' in 'verify' is not a query | Use queries that return no row if all is well."),
				Arguments.of("-- migrate:precondition\nSET x = 1;\n-- migrate:up\nSELECT 1;",
						":2: 'SET x' in 'precondition' is not a query | Use queries that return no row if all is well."));
	}

	static Stream<Arguments> transactions() {
		return Stream.of(Arguments.of("ROLLBACK;",
				":1: ROLLBACK would undo the step, and the history would not know | Remove it: a step that fails is rolled back without it."),
				Arguments.of("BEGIN;\nSELECT 1;\nCOMMIT AND CHAIN;\nCOMMIT;",
						":3: 'COMMIT AND CHAIN' leaves a transaction behind that cannot be followed | Use plain BEGIN and COMMIT."),
				Arguments.of("SELECT 1;\nDISCARD ALL;",
						":2: The statement would free the lock that keeps other instances from migrating at the same time | Remove it: what a script changes in its session is restored without it."),
				Arguments.of("SELECT 1;\nCOMMIT;", ":2: COMMIT without BEGIN | Add BEGIN before it, or remove it."),
				Arguments.of("BEGIN;\nSELECT 1;\nBEGIN;\nCOMMIT;",
						":3: BEGIN inside of the transaction that starts in line 1 | Add COMMIT before it, or remove it."),
				Arguments.of("SELECT 1;\nBEGIN;\nSELECT 1;",
						":2: The transaction that starts here is never committed | Add COMMIT, or remove BEGIN: the step has a transaction anyway."),
				Arguments.of("BEGIN;\nVACUUM users;\nCOMMIT;",
						":2: 'VACUUM users' cannot run in a transaction, but one starts in line 1 | Move it behind COMMIT."),
				Arguments.of("-- migrate:up transaction=on\nCREATE INDEX CONCURRENTLY i ON t (a);",
						":2: 'CREATE INDEX CONCURRENTLY' cannot run in a transaction, but the step says transaction=on"
								+ " | Remove transaction=on, or move the statement into a migration of its own."),
				Arguments.of(backfill("table=t", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch;\nVACUUM t WHERE :batch"),
						":5: 'VACUUM t WHERE' cannot run in a transaction, but each batch of a backfill is one | Move it into another section."));
	}

	static Stream<Arguments> batches() {
		return Stream.of(Arguments.of("UPDATE t SET a = 1 WHERE a <> 1 AND :batch",
				":1: ':batch' has no meaning outside of a backfill | Remove it, or move the statement into a section 'backfill'."),
				Arguments.of(backfill("table=t", "UPDATE t SET a = 1"),
						":4: The statement of the backfill does not say where ':batch' goes | " + BATCH_FORM),
				Arguments.of(backfill("table=t once=true", "UPDATE t SET a = 1"),
						":4: The statement of the backfill does not say where ':batch' goes | " + BATCH_FORM),
				Arguments.of(backfill("table=t", "UPDATE t SET a = a + 1 WHERE :batch"),
						":4: The UPDATE changes rows again that it has changed before | " + RECOGNISE),
				Arguments.of(backfill("table=t once=off", "UPDATE t SET a = a + 1 WHERE :batch RETURNING a"),
						":4: The UPDATE changes rows again that it has changed before | " + RECOGNISE),
				Arguments.of(backfill("table=t", "UPDATE t SET a = 1 WHERE a <> 1 AND :batch OR :batch"),
						":4: ':batch' is there 2 times in one statement | " + BATCH_FORM),
				Arguments.of(backfill("table=t",
						"UPDATE t SET a = b::batch, c = d[1:batch], e = ':batch', f = : batch, g = h:::batch /* :batch */"),
						":4: The statement of the backfill does not say where ':batch' goes | " + BATCH_FORM));
	}

	@Test
	void ownTransactionDoesNotGoTogetherWithTransactionOn() {
		assertThat(this.scripts.contentProblems("-- migrate:up transaction=on\nBEGIN;\nSELECT 1;\nCOMMIT;"))
			.containsExactly(
					"~/V1__a.sql:2: 'BEGIN' does not go together with transaction=on | Remove it, or remove transaction=on.",
					"~/V1__a.sql:4: 'COMMIT' does not go together with transaction=on | Remove it, or remove transaction=on.");
	}

	@Test
	void backfillHasNoTransactionsOfItsOwn() {
		assertThat(this.scripts
			.contentProblems(backfill("table=t", "BEGIN;\nUPDATE t SET a = 1 WHERE a <> 1 AND :batch;\nCOMMIT;")))
			.contains("~/V1__a.sql:4: A backfill cannot have transactions of its own: each batch is one | Remove it.",
					"~/V1__a.sql:6: A backfill cannot have transactions of its own: each batch is one | Remove it.");
	}

	@Test
	void repeatableHasNoStepsButUp() {
		this.scripts.add("R__v.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;");
		ScriptMigration migration = (ScriptMigration) this.scripts.catalog().findRepeatable("v");
		assertThat(this.scripts.problems(() -> migration.content(SqlDialect.postgresql(), Scripts.NONE)))
			.containsExactly(
					"~/R__v.sql:3: A repeatable script has no section 'down' | Move it into a versioned script.");
	}

	@Test
	void downSectionAndUndoScriptExcludeEachOther() {
		this.scripts.add("U1__a.sql", "SELECT 3");
		assertThat(this.scripts.contentProblems("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;"))
			.containsExactly("~/V1__a.sql:3: The migration is undone twice: by this section and by ~/U1__a.sql"
					+ " | Remove the section or the undo script.");
	}

	@Test
	void mistakesOfScriptAndUndoScriptAreReportedTogether() {
		this.scripts.add("U1__a.sql", "-- migrate:down\nROLLBACK;");
		assertThat(this.scripts.contentProblems("-- migrate:up lock-timeout=x\nROLLBACK;")).containsExactly(
				"~/V1__a.sql:1: The value 'x' of 'lock-timeout' is not valid | Use a number with a unit, such as 500ms, 2s, 1m or 1h, or 0 for no limit.",
				"~/V1__a.sql:2: ROLLBACK would undo the step, and the history would not know | Remove it: a step that fails is rolled back without it.",
				"~/U1__a.sql:1: An undo script has no sections | Remove the marker, or move the text into a section 'down' of the migration.",
				"~/U1__a.sql:2: ROLLBACK would undo the step, and the history would not know | Remove it: a step that fails is rolled back without it.");
	}

	@Test
	void emptyUndoScriptIsAnError() {
		this.scripts.add("U1__a.sql", "-- nothing");
		assertThat(this.scripts.contentProblems("SELECT 1"))
			.containsExactly("~/U1__a.sql: The script holds no statement | Add a statement or remove the file.");
	}

	@Test
	void textThatIsNotUtf8IsAnError() {
		this.scripts.add("V1__a.sql", new byte[] { 'a', '\n', 'b', (byte) 0xE4, 'c' });
		assertThat(
				this.scripts.problems(() -> this.scripts.migration("1").content(SqlDialect.postgresql(), Scripts.NONE)))
			.containsExactly(
					"~/V1__a.sql:2: The file is not UTF-8: byte 4 (0xE4) starts no character | Save the file as UTF-8.");
	}

	@Test
	void textThatEndsInsideOfACharacterIsAnError() {
		this.scripts.add("V1__a.sql", new byte[] { 'a', (byte) 0xC3 });
		assertThat(
				this.scripts.problems(() -> this.scripts.migration("1").content(SqlDialect.postgresql(), Scripts.NONE)))
			.containsExactly(
					"~/V1__a.sql:1: The file is not UTF-8: byte 2 (0xC3) starts no character | Save the file as UTF-8.");
	}

	@Test
	void unknownSettingBesideTheScriptIsAnError() {
		this.scripts.add("V1__a.sql.conf", "placeholderReplacement=false\nexecuteInTransaction=no");
		assertThat(this.scripts.contentProblems("SELECT 1")).containsExactly(
				"~/V1__a.sql.conf: The setting 'placeholderReplacement' is not supported | Remove it; the only setting of a script is executeInTransaction=true|false.",
				"~/V1__a.sql.conf: The value 'no' of executeInTransaction is not valid | Use true or false.");
	}

	@Test
	void brokenSettingsAreAnError() {
		this.scripts.add("V1__a.sql.conf", "a=\\u00");
		assertThat(this.scripts.contentProblems("SELECT 1")).containsExactly(
				"~/V1__a.sql.conf: The file is not in the format of properties: Malformed \\uxxxx encoding. | Write one name=value on each line.");
	}

	@Test
	void settingsThatContradictTheSectionAreAnError() {
		this.scripts.add("V1__a.sql.conf", "executeInTransaction=false");
		assertThat(this.scripts.contentProblems("-- migrate:up transaction=on\nSELECT 1")).containsExactly(
				"~/V1__a.sql:1: The section says transaction=on, the settings beside the script say the opposite | Remove executeInTransaction from the .conf file.");
	}

	private static String backfill(String options, String statement) {
		return "-- migrate:up\nSELECT 1;\n-- migrate:backfill " + options + "\n" + statement + "\n";
	}

}
