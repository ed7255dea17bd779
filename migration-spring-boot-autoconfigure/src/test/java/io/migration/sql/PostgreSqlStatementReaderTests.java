// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlStatementReaderTests {

	private static final String ATOMIC = """
			CREATE OR REPLACE FUNCTION f(a int DEFAULT (1)) RETURNS int LANGUAGE sql BEGIN ATOMIC
			  INSERT INTO t VALUES (1);
			  SELECT CASE WHEN a > 1 THEN CASE a WHEN 2 THEN 3 END ELSE 4 END AS "end", x.end, 1 AS end;
			  SELECT (CASE WHEN true THEN 1 END);
			END""";

	@ParameterizedTest
	@MethodSource("texts")
	void textBecomesStatements(String text, List<String> expected) {
		assertThat(texts(SqlDialect.postgresql().read(text))).isEqualTo(expected);
	}

	static Stream<Arguments> texts() {
		return Stream.of(Arguments.of("", List.of()), Arguments.of(";;\n;", List.of()),
				Arguments.of("-- only\n/* comments */", List.of()), Arguments.of("SELECT 1", List.of("SELECT 1")),
				Arguments.of("\uFEFFSELECT 1;\r\nSELECT 2;\r\n", List.of("SELECT 1", "SELECT 2")),
				Arguments.of("SELECT ';'; SELECT $$;$$; SELECT \";\"",
						List.of("SELECT ';'", "SELECT $$;$$", "SELECT \";\"")),
				Arguments.of("-- a;\nSELECT /* ; */ 1 -- b;\n; -- c\n", List.of("SELECT /* ; */ 1")),
				Arguments.of("SELECT (1; SELECT 2", List.of("SELECT (1", "SELECT 2")),
				Arguments.of("SELECT 1); SELECT 2", List.of("SELECT 1)", "SELECT 2")),
				Arguments.of("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); SELECT 1",
						List.of("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)", "SELECT 1")),
				Arguments.of("CREATE OR REPLACE RULE r AS ON INSERT TO t DO INSTEAD (SELECT 1;); SELECT 1",
						List.of("CREATE OR REPLACE RULE r AS ON INSERT TO t DO INSTEAD (SELECT 1;)", "SELECT 1")),
				Arguments.of("CREATE SCHEMA s CREATE TABLE a (i int) CREATE VIEW v AS SELECT 1; SELECT 1",
						List.of("CREATE SCHEMA s CREATE TABLE a (i int) CREATE VIEW v AS SELECT 1", "SELECT 1")),
				Arguments.of(ATOMIC + "; SELECT 1;", List.of(ATOMIC, "SELECT 1")),
				Arguments.of("CREATE PROCEDURE p() BEGIN ATOMIC END; SELECT 1",
						List.of("CREATE PROCEDURE p() BEGIN ATOMIC END", "SELECT 1")),
				Arguments.of("CREATE FUNCTION f() RETURNS int RETURN 1; SELECT 1",
						List.of("CREATE FUNCTION f() RETURNS int RETURN 1", "SELECT 1")),
				Arguments.of("CREATE FUNCTION f() RETURNS int AS 'BEGIN; END' LANGUAGE plpgsql; SELECT 1",
						List.of("CREATE FUNCTION f() RETURNS int AS 'BEGIN; END' LANGUAGE plpgsql", "SELECT 1")),
				Arguments.of("BEGIN; CREATE TABLE atomic (i int); END; SELECT CASE WHEN a THEN 1 END; SELECT 1",
						List.of("BEGIN", "CREATE TABLE atomic (i int)", "END", "SELECT CASE WHEN a THEN 1 END",
								"SELECT 1")),
				Arguments.of("SELECT begin atomic; SELECT 1", List.of("SELECT begin atomic", "SELECT 1")),
				Arguments.of(
						"SET standard_conforming_strings = off; SELECT 'a\\';b'; SET standard_conforming_strings = on; SELECT '\\'; SELECT 1",
						List.of("SET standard_conforming_strings = off", "SELECT 'a\\';b'",
								"SET standard_conforming_strings = on", "SELECT '\\'", "SELECT 1")),
				Arguments.of(
						"SET SESSION standard_conforming_strings TO 'off'; SELECT '\\''; RESET standard_conforming_strings; SELECT '\\'",
						List.of("SET SESSION standard_conforming_strings TO 'off'", "SELECT '\\''",
								"RESET standard_conforming_strings", "SELECT '\\'")));
	}

	@Test
	void lineIsThatOfTheFirstToken() {
		SqlScript script = SqlDialect.postgresql().read("-- a\n/* b\n*/ SELECT\n1;\n\nSELECT 2");
		assertThat(script.statements()).extracting(SqlStatement::line).containsExactly(3, 6);
	}

	@Test
	void commentsInsideStayInTheTextButNotInTheTokens() {
		SqlStatement statement = one("SELECT -- x\n 1 /* y */;");
		assertThat(statement.text()).isEqualTo("SELECT -- x\n 1");
		assertThat(statement.tokens()).extracting(SqlToken::text).containsExactly("SELECT", "1");
	}

	@Test
	void copyDataReachesToTheClosingLine() {
		SqlScript script = SqlDialect.postgresql()
			.read("COPY t (a, b) FROM stdin WITH (FORMAT text); -- data\r\n1\t'\r\n\\N\t--;\r\n\r\n\\.\r\nSELECT 1;");
		assertThat(texts(script)).containsExactly("COPY t (a, b) FROM stdin WITH (FORMAT text)", "SELECT 1");
		assertThat(script.statements().get(0).kind()).isEqualTo(StatementKind.COPY_FROM_STDIN);
		assertThat(script.statements().get(0).copyData()).isEqualTo(new CopyData("1\t'\n\\N\t--;\n\n", 2));
		assertThat(script.statements().get(1).line()).isEqualTo(6);
	}

	@Test
	void copyDataMayBeEmptyAndLast() {
		assertThat(one("COPY t FROM STDIN;\n\\.").copyData()).isEqualTo(new CopyData("", 2));
	}

	@Test
	void otherFormsOfCopyHaveNoData() {
		SqlScript script = SqlDialect.postgresql()
			.read("COPY t FROM '/tmp/x'; COPY (SELECT a FROM stdin) TO STDOUT; COPY stdin TO '/tmp/y'");
		assertThat(script.statements()).hasSize(3).allSatisfy((statement) -> {
			assertThat(statement.kind()).isEqualTo(StatementKind.OTHER);
			assertThat(statement.copyData()).isNull();
		});
	}

	@Test
	void boundaryEndsTheStatementBeforeIt() {
		SqlScript script = read("SELECT 1\n  -- migrate:up\r\nSELECT 2;\n-- migrate:down\n");
		assertThat(texts(script)).containsExactly("SELECT 1", "SELECT 2");
		assertThat(script.boundaries()).extracting((token) -> token.line() + " " + token.text())
			.containsExactly("2 -- migrate:up", "4 -- migrate:down");
	}

	@Test
	void boundaryCutsOpenParenthesesAndRoutineBodies() {
		assertThat(texts(read("SELECT (1\n-- migrate:a\n; CREATE RULE r DO (SELECT 1;\n-- migrate:b\nSELECT 2)")))
			.containsExactly("SELECT (1", "CREATE RULE r DO (SELECT 1;", "SELECT 2)");
		assertThat(texts(read("CREATE FUNCTION f() BEGIN ATOMIC SELECT 1;\n-- migrate:a\nSELECT 1; SELECT 2")))
			.containsExactly("CREATE FUNCTION f() BEGIN ATOMIC SELECT 1;", "SELECT 1", "SELECT 2");
	}

	@Test
	void markersThatAreNotFirstOnTheirLineOrInsideQuotesAreNoBoundaries() {
		SqlScript script = read(
				"SELECT 1 -- migrate:up\n, '\n-- migrate:up\n', $$\n-- migrate:up\n$$ /*\n-- migrate:up\n*/;\n"
						+ "COPY t FROM stdin;\n-- migrate:up\n\\.\n/* migrate:up */ -- migrate:up\n");
		assertThat(script.statements()).hasSize(2);
		assertThat(script.boundaries()).isEmpty();
	}

	@Test
	void boundaryMayFollowAByteOrderMark() {
		assertThat(read("\uFEFF-- migrate:up\nSELECT 1").boundaries()).hasSize(1);
	}

	private static SqlScript read(String text) {
		return SqlDialect.postgresql().read(text, (comment) -> comment.startsWith("-- migrate:"));
	}

	private static SqlStatement one(String text) {
		List<SqlStatement> statements = SqlDialect.postgresql().read(text).statements();
		assertThat(statements).hasSize(1);
		return statements.get(0);
	}

	private static List<String> texts(SqlScript script) {
		return script.statements().stream().map(SqlStatement::text).toList();
	}

}
