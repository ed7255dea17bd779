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
