// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.StatementReader;
import io.migration.hazard.statement.TypeName;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaModelTests {

	private final SchemaModel schema = new SchemaModel(ServerVersion.NEWEST);

	@Test
	void tableIsNewUntilItsMigrationEnds() {
		apply("CREATE TABLE t (a int)");
		assertThat(table("t").age()).isEqualTo(Age.TRANSACTION);
		this.schema.beginTransaction();
		assertThat(table("t").age()).isEqualTo(Age.MIGRATION);
		assertThat(table("t").isNew()).isTrue();
		this.schema.beginMigration();
		assertThat(table("t").isNew()).isFalse();
	}

	@Test
	void tableMadeIfItDoesNotExistIsNotNewForCertain() {
		apply("CREATE TABLE IF NOT EXISTS t (a int)");
		assertThat(table("t").isNew()).isFalse();
		assertThat(table("t").isConditional()).isTrue();
	}

	@Test
	void tableThatIsOnlyAlteredIsKnownInPart() {
		apply("ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 1");
		assertThat(table("t").isComplete()).isFalse();
		assertThat(table("t").isNew()).isFalse();
		assertThat(table("t").column("a").age()).isEqualTo(Age.TRANSACTION);
		assertThat(table("t").isProvenNotNull("a")).isTrue();
	}

	@Test
	void validatedCheckProvesThatThereAreNoNulls() {
		apply("CREATE TABLE t (a int, b int, c int)");
		apply("ALTER TABLE t ADD CONSTRAINT x CHECK (a IS NOT NULL AND b > 0) NOT VALID");
		assertThat(table("t").isProvenNotNull("a")).isFalse();
		apply("ALTER TABLE t VALIDATE CONSTRAINT x");
		assertThat(table("t").isProvenNotNull("a")).isTrue();
		assertThat(table("t").isProvenNotNull("b")).isFalse();
		apply("ALTER TABLE t ADD CHECK (c IS NOT NULL OR a > 0)");
		assertThat(table("t").isProvenNotNull("c")).isFalse();
	}

	@Test
	void renamesAreFollowed() {
		apply("CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (t int REFERENCES t); ALTER TABLE t RENAME TO v;"
				+ " ALTER TABLE v RENAME COLUMN a TO b");
		assertThat(this.schema.table(new QualifiedName(null, "t"))).isNull();
		assertThat(table("v").column("b")).isNotNull();
		assertThat(table("u").links().references()).containsEntry("u_t_fkey", table("v"));
		assertThat(this.schema.tableOfIndex(new QualifiedName("public", "t_pkey"))).isSameAs(table("v"));
	}

	@Test
	void searchPathSaysWhereAnUnqualifiedNameIs() {
		apply("CREATE TABLE a.t (x int); SET search_path = a, public");
		assertThat(table("t").name()).isEqualTo(new QualifiedName("a", "t"));
		apply("CREATE TEMP TABLE t (y int)");
		assertThat(table("t").column("y")).isNotNull();
		apply("SET LOCAL search_path = nowhere; DROP TABLE t");
		assertThat(this.schema.table(new QualifiedName(null, "t"))).isNull();
	}

	@Test
	void partitionsHaveColumnsAndIndexesOfTheirParent() {
		apply("CREATE TABLE p (k int PRIMARY KEY, v int) PARTITION BY RANGE (k); CREATE INDEX ON p (v);"
				+ " CREATE TABLE p1 PARTITION OF p DEFAULT");
		assertThat(table("p").kind()).isEqualTo(RelationKind.PARTITIONED);
		assertThat(table("p").links().children()).containsExactly(table("p1"));
		assertThat(table("p1").column("v")).isNotNull();
		assertThat(table("p1").indexes()).hasSize(2);
		apply("ALTER TABLE p DETACH PARTITION p1");
		assertThat(table("p").links().children()).isEmpty();
	}

	@Test
	void domainsAreKnownWithTheirBase() {
		apply("CREATE DOMAIN d AS numeric(5, 2); CREATE DOMAIN e AS d; ALTER DOMAIN e SET NOT NULL");
		TypeName e = new TypeName(null, "e", List.of(), false);
		assertThat(this.schema.types().baseOf(e).name()).isEqualTo("numeric");
		assertThat(this.schema.types().get(e).constrained()).isTrue();
	}

	@Test
	void labelsOfOldTypesAreYoungUntilTheTransactionEnds() {
		apply("CREATE TYPE y AS ENUM ('a')");
		this.schema.beginTransaction();
		apply("ALTER TYPE y ADD VALUE 'b'");
		assertThat(this.schema.types().youngLabels()).containsExactly("b");
		this.schema.beginTransaction();
		assertThat(this.schema.types().youngLabels()).isEmpty();
	}

	@Test
	void foreignKeyGoesWithItsColumn() {
		apply("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x int, a_id int REFERENCES a);"
				+ " CREATE INDEX b_a ON b (a_id); ALTER TABLE b DROP COLUMN a_id");
		assertThat(table("b").links().references()).isEmpty();
		assertThat(table("a").links().referencedBy()).isEmpty();
		assertThat(table("b").constraints()).isEmpty();
		assertThat(this.schema.tableOfIndex(new QualifiedName(null, "b_a"))).isNull();
	}

	@Test
	void foreignKeyGoesWithTheColumnOrKeyThatItRefersTo() {
		apply("CREATE TABLE a (id int PRIMARY KEY, n int UNIQUE); CREATE TABLE b (a_id int REFERENCES a, n int REFERENCES a (n))");
		apply("ALTER TABLE a DROP COLUMN n CASCADE");
		assertThat(table("b").links().references()).containsOnlyKeys("b_a_id_fkey");
		apply("ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE");
		assertThat(table("b").links().references()).isEmpty();
		assertThat(table("b").constraints()).isEmpty();
	}

	@Test
	void foreignKeyGoesWithTheTableThatItRefersTo() {
		apply("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a); DROP TABLE a CASCADE");
		assertThat(table("b").constraints()).isEmpty();
	}

	@Test
	void columnOfPartitionsGoesWithThatOfTheirParent() {
		apply("CREATE TABLE p (k int, v int) PARTITION BY RANGE (k); CREATE TABLE p1 PARTITION OF p DEFAULT;"
				+ " ALTER TABLE p DROP COLUMN v");
		assertThat(table("p1").column("v")).isNull();
	}

	@Test
	void sequenceGoesWithItsColumnOrTable() {
		apply("CREATE TABLE t (a serial, b bigserial); ALTER TABLE t DROP COLUMN a");
		assertThat(this.schema.table(new QualifiedName(null, "t_a_seq"))).isNull();
		assertThat(table("t_b_seq").kind()).isEqualTo(RelationKind.SEQUENCE);
		apply("DROP TABLE t");
		assertThat(this.schema.tables()).isEmpty();
	}

	@Test
	void newNameOfColumnIsThatOfItsKeysAndIndexes() {
		apply("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a (id) CHECK (a_id > 0));"
				+ " CREATE INDEX b_i ON b ((a_id + 1)); ALTER TABLE a RENAME COLUMN id TO key;"
				+ " ALTER TABLE b RENAME COLUMN a_id TO \"A\"");
		assertThat(table("a").parts().index("a_pkey").columns()).containsExactly("key");
		assertThat(ForeignKeys.to(table("a"), "key")).containsExactly(table("b"));
		assertThat(ForeignKeys.from(table("b"), "A")).containsExactly(table("a"));
		assertThat(table("b").parts().index("b_i").uses("A")).isTrue();
		assertThat(ConstraintColumns.uses(table("b").constraint("b_a_id_check").definition(), "A")).isTrue();
	}

	@Test
	void constraintIsCalledLikeItsIndex() {
		apply("CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX one ON t (a); ALTER TABLE t ADD PRIMARY KEY USING INDEX one");
		assertThat(table("t").constraint("one").definition().columns()).containsExactly("a");
		apply("ALTER INDEX one RENAME TO two");
		assertThat(table("t").constraint("two")).isNotNull();
		assertThat(table("t").constraint("one")).isNull();
	}

	@Test
	void longNamesAreShortenedAsTheServerDoes() {
		apply("CREATE TABLE post_aggregates_with_a_name (newest_comment_time_necro int, featured_community int);"
				+ " CREATE INDEX ON post_aggregates_with_a_name (newest_comment_time_necro, featured_community)");
		assertThat(table("post_aggregates_with_a_name").indexes()).extracting((index) -> index.name().name())
			.containsExactly("post_aggregates_with_a_name_newest_comment_time_necro_featu_idx");
	}

	@Test
	void columnsHaveTheNewNameOfTheirType() {
		apply("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (a mood, b mood[]); ALTER TYPE mood RENAME TO old;"
				+ " CREATE TYPE mood AS ENUM ('ok'); ALTER TABLE t ALTER COLUMN a TYPE mood USING a::text::mood; DROP TYPE old");
		assertThat(table("t").column("a").type().name()).isEqualTo("mood");
		assertThat(table("t").column("b").type().name()).isEqualTo("old");
	}

	@Test
	void selectIntoInBlockMakesNoTable() {
		apply("DO $$ DECLARE n int; BEGIN SELECT count(*) INTO STRICT n FROM t; WITH x AS (SELECT 1 AS y) SELECT y INTO n FROM x; END $$");
		assertThat(this.schema.tables()).isEmpty();
	}

	@Test
	void nameWithAndWithoutTheSchemaOfTheSearchPathIsOneTable() {
		apply("CREATE TABLE t (a int); ALTER TABLE public.t ADD COLUMN b int");
		assertThat(table("t").columns()).hasSize(2);
		apply("CREATE TABLE app.u (a int); SET search_path = app; ALTER TABLE u ADD COLUMN b int");
		assertThat(this.schema.table(new QualifiedName("app", "u")).columns()).hasSize(2);
	}

	@Test
	void whereNoSearchPathIsKnownSchemaMayBeWrittenOrNot() {
		apply("CREATE TABLE t (a int); CREATE TABLE app.u (a int)");
		assertThat(this.schema.table(new QualifiedName("app", "t"))).isSameAs(table("t"));
		assertThat(table("u").name()).isEqualTo(new QualifiedName("app", "u"));
		apply("CREATE TABLE archive.u (a int); CREATE TABLE IF NOT EXISTS archive.t (b int)");
		assertThat(this.schema.table(new QualifiedName(null, "u"))).isNull();
		assertThat(this.schema.table(new QualifiedName("archive", "t"))).isNotSameAs(table("t"));
	}

	@Test
	void whatScriptsSetAndMakeForTheirSessionEndsWithTheMigration() {
		apply("SET search_path = app; CREATE TABLE t (a int); CREATE TEMP TABLE x (a int)");
		this.schema.beginMigration();
		assertThat(this.schema.settings().get("search_path")).isNull();
		assertThat(this.schema.table(new QualifiedName(null, "x"))).isNull();
		assertThat(table("t").name().schema()).isEqualTo("app");
	}

	private TableModel table(String name) {
		return this.schema.table(new QualifiedName(null, name));
	}

	private void apply(String script) {
		SqlDialect.postgresql()
			.read(script)
			.statements()
			.forEach((statement) -> this.schema.apply(StatementReader.read(statement)));
	}

}
