// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenFingerprintTests {

	private static final List<String> STATEMENTS = List.of("SELECT 1",
			"create table \"T\" (a int, b text default 'x;''y')",
			"INSERT INTO s.t VALUES (1, E'\\'', $$;$$, $a$ $$ $a$)", "UPDATE t SET a = a + 1 WHERE b ->> 'c' = '--'",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
			"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "COMMENT ON TABLE t IS U&'\\0041'",
			"DO $do$ BEGIN PERFORM 1; END $do$", "ALTER TABLE t ADD COLUMN x${suffix} numeric(10, 2)",
			"CREATE INDEX CONCURRENTLY größe ON t USING gin (j jsonb_path_ops) WHERE a @> '{}'", "BEGIN", "COMMIT");

	private static final List<String> SPACES = List.of(" ", "\n", "\r\n", "\t", " -- it's;\n",
			" /* \" ' ; /* $$ */ */ ");

	@ParameterizedTest
	@MethodSource("seeds")
	void layoutAndCaseOfWordsMakeNoDifference(int seed) {
		Random random = new Random(seed);
		SqlScript script = SqlDialect.postgresql().read(script(random));
		String changed = script.statements()
			.stream()
			.map((statement) -> layOut(statement, random))
			.collect(Collectors.joining(";"));
		SqlScript changedScript = SqlDialect.postgresql().read(changed);
		assertThat(TokenFingerprint.ofStatements(changedScript.statements())).as(changed)
			.isEqualTo(TokenFingerprint.ofStatements(script.statements()));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void joinedStatementsAreTakenApartAgain(int seed) {
		Random random = new Random(seed);
		List<String> statements = random.ints(20, 0, STATEMENTS.size()).mapToObj(STATEMENTS::get).toList();
		String joined = statements.stream()
			.map((text) -> space(random) + text + space(random) + ";".repeat(1 + random.nextInt(2)))
			.collect(Collectors.joining());
		assertThat(SqlDialect.postgresql().read(joined).statements()).extracting(SqlStatement::text)
			.isEqualTo(statements);
	}

	static IntStream seeds() {
		return IntStream.range(0, 100);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			SELECT 1          ==> SELECT 2
			SELECT 'a'        ==> SELECT 'A'
			SELECT 'a b'      ==> SELECT 'a  b'
			SELECT "a"        ==> SELECT "A"
			SELECT "a"        ==> SELECT a
			SELECT 'a'        ==> SELECT E'a'
			SELECT $$a$$      ==> SELECT 'a'
			SELECT a b        ==> SELECT ab
			SELECT a; b       ==> SELECT a b
			SELECT 1; ; b     ==> SELECT 1 b
			SELECT 1, 2       ==> SELECT 12
			SELECT É          ==> SELECT é
			CREATE TABLE a${x} ==> CREATE TABLE a ${x}
			CREATE TABLE ${x}a ==> CREATE TABLE ${x} a
			""")
	void differentMeaningIsADifference(String one, String other) {
		assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
	}

	@Test
	void lineEndsInsideLiteralsAreUnified() {
		assertThat(fingerprint("SELECT 'a\r\nb', $$c\r\nd$$")).isEqualTo(fingerprint("SELECT 'a\nb', $$c\nd$$"));
	}

	@Test
	void dataOfCopyCounts() {
		String one = fingerprint("COPY t FROM stdin;\n1\n\\.\n");
		assertThat(one).isEqualTo(fingerprint("copy T from STDIN ;\r\n1\r\n\\.\r\n"))
			.isNotEqualTo(fingerprint("COPY t FROM stdin;\n2\n\\.\n"));
	}

	@Test
	void valueIsStable() {
		List<SqlStatement> statements = SqlDialect.postgresql().read("SELECT 'a', \"B\"; SELECT 2").statements();
		assertThat(TokenFingerprint.ofStatements(statements))
			.isEqualTo("de57090c1127ca69c473cac0b41fb675064caf1078794df7f118614d5ce05bb9");
		assertThat(TokenFingerprint.of(statements.get(0).tokens()))
			.isEqualTo("32268146508c396ec5c45477768263b3bfe1218ee1ef73b2145100aa75dcb5af");
		assertThat(TokenFingerprint.shortOf(statements.get(0))).isEqualTo("9032faa370bf10b4");
	}

	@Test
	void commentsAmongTokensAreSkipped() {
		SqlToken comment = new SqlToken(TokenType.COMMENT, "-- a", 0, 1, 1);
		assertThat(TokenFingerprint.of(List.of(comment))).isEqualTo(TokenFingerprint.of(List.of()));
	}

	private static String fingerprint(String text) {
		return TokenFingerprint.ofStatements(SqlDialect.postgresql().read(text).statements());
	}

	private static String script(Random random) {
		return random.ints(8, 0, STATEMENTS.size()).mapToObj(STATEMENTS::get).collect(Collectors.joining(";\n"));
	}

	private static String layOut(SqlStatement statement, Random random) {
		StringBuilder text = new StringBuilder(space(random));
		for (SqlToken token : statement.tokens()) {
			boolean glued = token.type() == TokenType.PLACEHOLDER;
			text.append(glued ? "" : space(random))
				.append((token.type() == TokenType.WORD) ? changeCase(token.text(), random) : token.text());
		}
		return text.append(space(random)).toString();
	}

	private static String changeCase(String word, Random random) {
		if (!word.chars().allMatch((c) -> c < 128)) {
			return word;
		}
		return random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT);
	}

	private static String space(Random random) {
		return SPACES.get(random.nextInt(SPACES.size()));
	}

}
