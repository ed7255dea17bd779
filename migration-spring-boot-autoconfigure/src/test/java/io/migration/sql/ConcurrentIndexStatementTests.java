// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrentIndexStatementTests {

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', nullValues = "-",
			textBlock = """
					CREATE INDEX CONCURRENTLY i ON t (a)                          ==> "i"     ==> "t"     ==> - ==> false ==> false
					CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "I" ON S.T (a) ==> "s"."I" ==> "s"."t" ==> - ==> true  ==> true
					CREATE INDEX CONCURRENTLY ON ONLY s.t USING gin (a)           ==> -       ==> "s"."t" ==> - ==> false ==> false
					DROP INDEX CONCURRENTLY i                                     ==> "i"     ==> -       ==> - ==> false ==> false
					DROP INDEX CONCURRENTLY IF EXISTS s.i CASCADE                 ==> "s"."i" ==> -       ==> - ==> false ==> true
					REINDEX INDEX CONCURRENTLY s.i                                ==> "s"."i" ==> -       ==> - ==> false ==> false
					REINDEX (VERBOSE, CONCURRENTLY) TABLE t                       ==> -       ==> "t"     ==> - ==> false ==> false
					REINDEX SCHEMA CONCURRENTLY s                                 ==> -       ==> -       ==> s ==> false ==> false
					REINDEX DATABASE CONCURRENTLY                                 ==> -       ==> -       ==> - ==> false ==> false
					""")
	void statementTellsItsParts(String text, @Nullable String index, @Nullable String table, @Nullable String schema,
			boolean unique, boolean conditional) {
		ConcurrentIndexStatement statement = parse(text);
		assertThat(statement).isNotNull();
		assertThat(quoted(statement.index())).isEqualTo(index);
		assertThat(quoted(statement.table())).isEqualTo(table);
		assertThat(statement.schema()).isEqualTo(schema);
		assertThat(statement.unique()).isEqualTo(unique);
		assertThat(statement.conditional()).isEqualTo(conditional);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			CREATE INDEX i ON t (a)
			CREATE INDEX CONCURRENTLY i_${env} ON t (a)
			CREATE INDEX CONCURRENTLY i ON ${schema}.t (a)
			DROP INDEX CONCURRENTLY a, b
			DROP INDEX CONCURRENTLY ${name}
			REINDEX TABLE CONCURRENTLY t_${env}
			SELECT 1
			""")
	void otherStatementsAndUnknownNamesHaveNoParts(String text) {
		assertThat(parse(text)).isNull();
	}

	@Test
	void kindIsKept() {
		ConcurrentIndexStatement statement = parse("REINDEX INDEX CONCURRENTLY i");
		assertThat(statement).isNotNull();
		assertThat(statement.kind()).isEqualTo(StatementKind.REINDEX_CONCURRENTLY);
	}

	private static @Nullable ConcurrentIndexStatement parse(String text) {
		return ConcurrentIndexStatement.of(SqlDialect.postgresql().read(text).statements().get(0));
	}

	private static @Nullable String quoted(@Nullable QualifiedName name) {
		return (name != null) ? RelationNamesTests.quoted(name) : null;
	}

}
