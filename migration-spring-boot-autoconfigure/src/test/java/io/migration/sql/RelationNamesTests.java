// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RelationNamesTests {

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			ALTER TABLE Users ADD COLUMN A int             ==> "users" "a" "int"
			DROP TABLE IF EXISTS s.t, "S"."T" CASCADE      ==> "s"."t" "s" "S"."T" "S"
			COMMENT ON COLUMN s.t.c IS 'x'                 ==> "comment" "s"."t" "t"."c"
			SELECT t.* FROM a . b                          ==> "t" "a"."b" "a"
			LOCK TABLE "we""ird", "a.b"                    ==> "lock" "we""ird" "a.b"
			TRUNCATE U&"d\\0061t\\+000061" , U&"x\\\\y"    ==> "data" "x\\y"
			DELETE FROM t WHERE t = 't' AND 1 = 1          ==> "t"
			DROP TABLE a_${env}, ${x}.t, s.${y}, b         ==> "b"
			SELECT FROM größe                              ==> "größe"
			""")
	void statementNamesItsRelations(String text, String expected) {
		SqlStatement statement = SqlDialect.postgresql().read(text).statements().get(0);
		assertThat(RelationNames.in(statement).stream().map(RelationNamesTests::quoted))
			.containsExactly(expected.split(" "));
	}

	@Test
	void chainAtTheEndIsComplete() {
		SqlStatement statement = SqlDialect.postgresql().read("ALTER TABLE t.").statements().get(0);
		assertThat(RelationNames.in(statement)).containsExactly(new QualifiedName(null, "t"));
	}

	static String quoted(QualifiedName name) {
		return (name.schema() != null) ? quoted(name.schema()) + "." + quoted(name.name()) : quoted(name.name());
	}

	private static String quoted(String part) {
		return '"' + part.replace("\"", "\"\"") + '"';
	}

}
