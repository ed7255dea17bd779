// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migration.sql.CopyData;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.StatementKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceholdersTests {

	private static final Map<String, String> VALUES = Map.of("schema", "app", "n", "5", "empty", "", "two",
			"SELECT 1;\nVACUUM t", "lines", "1,\n\n2", "Role", "owner");

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.scripts = new Scripts(folder);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			SELECT ${n}                        | SELECT 5
			SELECT * FROM ${schema}_x.t${n}    | SELECT * FROM app_x.t5
			SELECT 'a ${n} ${n}'               | SELECT 'a 5 5'
			SELECT "c${n}"                     | SELECT "c5"
			SELECT E'\\'${n}'                  | SELECT E'\\'5'
			SELECT $a$ ${n} $a$                | SELECT $a$ 5 $a$
			SELECT $${n} $$                    | SELECT $${n} $$
			SELECT $$${n} $$                   | SELECT $$5 $$
			SELECT $$ a${n} $$                 | SELECT $$ a5 $$
			SELECT '$${n}'                     | SELECT '${n}'
			SELECT '$$${n}'                    | SELECT '$${n}'
			SELECT "$${n}"                     | SELECT "${n}"
			SELECT $a$ $${n} $a$               | SELECT $a$ ${n} $a$
			SELECT /* ${n} $${n} */ 1          | SELECT /* 5 ${n} */ 1
			SELECT ${other}                    | SELECT ${other}
			SELECT '${other}'                  | SELECT '${other}'
			SELECT '${role}${ROLE}'            | SELECT 'ownerowner'
			SELECT '${a b} $n {n}'             | SELECT '${a b} $n {n}'
			SELECT '${empty}'                  | SELECT ''
			SELECT '${flyway:filename}'        | SELECT 'V1__a.sql'
			SELECT '${flyway:defaultSchema}'   | SELECT '${flyway:defaultSchema}'
			""")
	void valuesAreReplacedPerToken(String text, String expected) {
		assertThat(content(text).up().statements()).singleElement()
			.satisfies((statement) -> assertThat(statement.sql().text()).isEqualTo(expected));
	}

	@Test
	void hashesAndBodyAreThoseOfTheTextBefore() {
		ScriptStep with = content("SELECT ${n}, '${schema}'").up();
		this.scripts.add("V1__a.sql", "SELECT ${n}, '${schema}'");
		ScriptStep without = this.scripts.migration("1").content(SqlDialect.postgresql(), Scripts.NONE).up();
		assertThat(with.fingerprint()).isEqualTo(without.fingerprint());
		assertThat(with.statements().get(0).hash()).isEqualTo(without.statements().get(0).hash());
		assertThat(with.body()).isEqualTo("SELECT ${n}, '${schema}'");
	}

	@Test
	void undefinedNamesAreCollected() {
		this.scripts.add("U1__a.sql", "SELECT '${undo}'");
		MigrationContent content = content("""
				-- migrate:precondition
				SELECT ${b};
				-- migrate:up
				SELECT ${a}, ${n};
				-- migrate:verify
				SELECT '${c}' /* ${d} */ || 1;
				""");
		assertThat(content.undefinedPlaceholders()).containsExactlyInAnyOrder("a", "b", "c", "d", "undo");
	}

	@Test
	void undefinedNamesAreErrorsWhenStrict() {
		this.scripts.add("V1__a.sql", "SELECT 1;\nSELECT '\n${shema}',\n${unknown};\nSELECT ${unknown}");
		assertThat(this.scripts.problems(
				() -> this.scripts.migration("1").content(SqlDialect.postgresql(), Placeholders.of(VALUES, true))))
			.containsExactly(
					"~/V1__a.sql:3: The placeholder '${shema}' has no value | Did you mean '${schema}'? Define "
							+ "'migration.placeholders.shema', or switch replacement off for the section with placeholders=off.",
					"~/V1__a.sql:4: The placeholder '${unknown}' has no value | Define "
							+ "'migration.placeholders.unknown', or switch replacement off for the section with placeholders=off.");
	}

	@Test
	void nearestNameOfFlywayIsSuggested() {
		this.scripts.add("V1__a.sql", "SELECT '${flyway:defaultShema}'");
		assertThat(this.scripts.problems(
				() -> this.scripts.migration("1").content(SqlDialect.postgresql(), Placeholders.of(VALUES, true))))
			.singleElement()
			.asString()
			.contains("Did you mean '${flyway:defaultSchema}'?");
	}

	@Test
	void placeholdersOffLeavesTheSectionAlone() {
		MigrationContent content = content(
				"-- migrate:up placeholders=off\nSELECT ${n};\n-- migrate:down\nSELECT ${n};");
		assertThat(content.up().statements().get(0).sql().text()).isEqualTo("SELECT ${n}");
		assertThat(content.undoSteps().get(0).statements().get(0).sql().text()).isEqualTo("SELECT 5");
		assertThat(content.undefinedPlaceholders()).isEmpty();
	}

	@Test
	void valueMayHoldSeveralStatements() {
		ScriptStep up = content("SELECT 0;\n${two};\nSELECT 9;").up();
		assertThat(up.statements()).extracting((statement) -> statement.sql().text())
			.containsExactly("SELECT 0", "SELECT 1", "VACUUM t", "SELECT 9");
		assertThat(up.statements()).extracting((statement) -> statement.sql().line()).containsExactly(1, 2, 2, 3);
		assertThat(up.statements().get(1).hash()).isEqualTo(up.statements().get(2).hash());
		assertThat(up.statements().get(2).sql().kind()).isEqualTo(StatementKind.VACUUM);
	}

	@Test
	void valueIsSubjectToTheRulesOfTheSection() {
		this.scripts.add("V1__a.sql", "-- migrate:up transaction=on\n${two}");
		assertThat(this.scripts.problems(
				() -> this.scripts.migration("1").content(SqlDialect.postgresql(), Placeholders.of(VALUES, false))))
			.containsExactly("~/V1__a.sql:2: 'VACUUM t' cannot run in a transaction, but the step says transaction=on"
					+ " | Remove transaction=on, or move the statement into a migration of its own.");
	}

	@Test
	void linesAreThoseOfTheFile() {
		SqlStatement statement = content("\nSELECT\n${lines},\nx").up().statements().get(0).sql();
		assertThat(statement.line()).isEqualTo(2);
		assertThat(statement.tokens()).extracting((token) -> token.text() + "@" + token.line())
			.containsExactly("SELECT@2", "1@3", ",@3", "2@3", ",@3", "x@4");
	}

	@Test
	void valueMayLeaveNothing() {
		assertThat(content("${empty};").up().statements()).isEmpty();
	}

	@Test
	void valueThatBreaksTheTextIsAnError() {
		this.scripts.add("V1__a.sql", "SELECT 1;\nSELECT ${quote}");
		Placeholders placeholders = Placeholders.of(Map.of("quote", "'"), false);
		assertThat(
				this.scripts.problems(() -> this.scripts.migration("1").content(SqlDialect.postgresql(), placeholders)))
			.containsExactly(
					"~/V1__a.sql:2: With the values of its placeholders the statement is not valid: The string that starts"
							+ " here is never closed | Check the values of the placeholders. Close it with '.");
	}

	@Test
	void dataOfCopyIsReplaced() {
		List<ScriptStatement> statements = content(
				"COPY ${schema}.t FROM stdin;\n${n}\t$${n}\n\\.\nCOPY u FROM stdin;\n${n}\n\\.\nSELECT 1")
			.up()
			.statements();
		assertThat(statements).extracting((statement) -> statement.sql().text())
			.containsExactly("COPY app.t FROM stdin", "COPY u FROM stdin", "SELECT 1");
		assertThat(statements).extracting((statement) -> statement.sql().copyData())
			.containsExactly(new CopyData("5\t${n}\n", 2), new CopyData("5\n", 5), null);
	}

	@Test
	void repeatableHashesTheValuesItUses() {
		this.scripts.add("R__v.sql", "SELECT ${n}, ${other}");
		String before = repeatable(Map.of("n", "1", "unused", "1"));
		assertThat(before).matches("[0-9a-f]{64}:[0-9a-f]{16}");
		assertThat(repeatable(Map.of("n", "1", "unused", "2"))).isEqualTo(before);
		assertThat(repeatable(Map.of("n", "2"))).isNotEqualTo(before);
		assertThat(repeatable(Map.of("n", "1", "other", "x"))).isNotEqualTo(before);
		this.scripts.add("R__v.sql", "SELECT 1");
		assertThat(repeatable(VALUES)).matches("[0-9a-f]{64}");
	}

	@Test
	void laterValuesWin() {
		Placeholders placeholders = Placeholders.of(VALUES, false).with(Map.of("n", "6", "flyway:user", "me"));
		assertThat(placeholders.value("n")).isEqualTo("6");
		assertThat(placeholders.value("flyway:user")).isEqualTo("me");
		assertThat(placeholders.value("schema")).isEqualTo("app");
		assertThat(placeholders.names()).contains("n", "schema", "flyway:user");
	}

	private String repeatable(Map<String, String> values) {
		ScriptMigration migration = (ScriptMigration) this.scripts.catalog().findRepeatable("v");
		return migration.content(SqlDialect.postgresql(), Placeholders.of(values, false)).up().fingerprint();
	}

	private MigrationContent content(String text) {
		return this.scripts.add("V1__a.sql", text)
			.migration("1")
			.content(SqlDialect.postgresql(), Placeholders.of(VALUES, false));
	}

}
