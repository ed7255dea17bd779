// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.migration.Finding;
import io.migration.PendingMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is said and advised is true in every detail. Each case was wrong in a
 * public tree of migrations, or in the sample application.
 */
class AdviceTests {

	private static final String TABLES = """
			CREATE TABLE a (id bigint PRIMARY KEY, x int, y int, CONSTRAINT x_there CHECK (x IS NOT NULL));
			CREATE TABLE b (id bigint PRIMARY KEY, x int NOT NULL);
			CREATE INDEX a_x ON a (x);
			CREATE INDEX a_y ON a (y);
			""";

	@TempDir
	private Path folder;

	@Test
	void independentChangesOfOneTableMayBeMerged() {
		assertThat(rules("ALTER TABLE a ADD COLUMN m int; ALTER TABLE a ADD COLUMN n int, ALTER y SET DEFAULT 1;"))
			.contains("mergeable-alter-table");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE a ALTER x SET NOT NULL; ALTER TABLE a DROP CONSTRAINT x_there;",
			"ALTER TABLE a ADD COLUMN n int DEFAULT 1; ALTER TABLE a ALTER n DROP DEFAULT;",
			"ALTER TABLE a RENAME COLUMN x TO z; ALTER TABLE a ADD COLUMN n int;",
			"ALTER TABLE a ADD COLUMN n int; ALTER TABLE a RENAME TO c;",
			"ALTER TABLE a ADD COLUMN n int; ALTER TABLE a ALTER x SET STATISTICS 9;" })
	void changesThatDependOnTheirOrderOrNeedLessOfALockAreNot(String script) {
		assertThat(rules(script)).doesNotContain("mergeable-alter-table");
	}

	@Test
	void keyThatReplacesAnotherOneGetsANameThatIsFree() {
		Finding finding = finding("ALTER TABLE b DROP COLUMN id, ADD PRIMARY KEY (x);", "add-primary-key");
		assertThat(finding.recipe()).contains("CREATE UNIQUE INDEX CONCURRENTLY b_pkey1 ON b (x);")
			.contains("ADD CONSTRAINT b_pkey1 PRIMARY KEY USING INDEX b_pkey1");
	}

	@Test
	void indexesAreDroppedOneByOne() {
		assertThat(finding("DROP INDEX IF EXISTS a_x, a_y;", "drop-index-not-concurrent").recipe())
			.isEqualTo("DROP INDEX CONCURRENTLY IF EXISTS a_x;\nDROP INDEX CONCURRENTLY IF EXISTS a_y;");
	}

	@Test
	void indexThatIsReplacedInOneTransactionKeepsEverybodyWaiting() {
		assertThat(finding("DROP INDEX a_x; CREATE INDEX a_x ON a (x, y);", "replace-index-order").message())
			.isEqualTo("Nobody can read or write public.a until the index behind it is built.");
		assertThat(finding("DROP INDEX CONCURRENTLY a_x; CREATE INDEX CONCURRENTLY a_x ON a (x, y);",
				"replace-index-order")
			.message()).isEqualTo("Until the index behind it is built, queries on public.a have neither of them.");
	}

	@Test
	void readersWaitForRowsWhereTheLockIsExclusive() {
		assertThat(message("ALTER TABLE a ADD COLUMN n int; UPDATE b SET x = 1 WHERE x > 2;"))
			.isEqualTo("Nobody can read or write public.a until all rows are changed.");
		assertThat(message("CREATE INDEX i ON a (x, y); UPDATE b SET x = 1 WHERE x > 2;"))
			.isEqualTo("Nobody can write to public.a until all rows are changed.");
		assertThat(message("ALTER TABLE a ADD COLUMN n int; CREATE INDEX i ON b (x); UPDATE b SET x = 1 WHERE x > 2;"))
			.isEqualTo("Nobody can read or write public.a, or write to public.b until all rows are changed.");
	}

	@Test
	void rowsForANewTableKeepOthersWaitingToo() {
		assertThat(message(
				"CREATE TABLE c (a_id bigint PRIMARY KEY REFERENCES a); INSERT INTO c (a_id) SELECT id FROM a;"))
			.isEqualTo("Nobody can write to public.a until all rows are changed.");
		assertThat(rules("CREATE TABLE c (a_id bigint PRIMARY KEY); INSERT INTO c (a_id) SELECT id FROM a;"))
			.doesNotContain("dml-in-ddl-transaction");
	}

	@Test
	void emptyTableIsNotComparedWithTheOneThatItRefersTo() {
		assertThat(finding("CREATE TABLE c (a_id bigint); ALTER TABLE c ADD FOREIGN KEY (a_id) REFERENCES a;",
				"foreign-key-locks-referenced-table")
			.effects()).singleElement().matches((effect) -> !effect.scan());
	}

	private String message(String script) {
		return finding(script, "dml-in-ddl-transaction").message();
	}

	private Finding finding(String script, String rule) {
		return findings(script).stream().filter((finding) -> finding.rule().equals(rule)).findFirst().orElseThrow();
	}

	private List<String> rules(String script) {
		return findings(script).stream().map(Finding::rule).toList();
	}

	private List<Finding> findings(String script) {
		try {
			Files.writeString(this.folder.resolve("V1__tables.sql"), TABLES);
			Files.writeString(this.folder.resolve("V2__change.sql"), script);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		List<PendingMigration> migrations = HazardLinter.of("filesystem:" + this.folder).lint();
		return migrations.get(1).findings();
	}

}
