// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import io.migration.HazardOptions;
import io.migration.ScriptOptions;
import io.migration.database.SecretMask;
import io.migration.hazard.HazardAnalysis.Subject;
import io.migration.script.MigrationCatalog;
import io.migration.script.Placeholders;
import io.migration.script.ScriptMigration;
import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the work of judging grows with what is judged. Work is counted in bytes that the
 * judging thread allocates, which depends neither on the speed of the machine nor on what
 * else it does.
 */
class LinterWorkTests {

	private static final int FEW = 200;

	private static final int TIMES = 8;

	// Eight would be linear, sixty-four quadratic
	private static final double BOUND = 16;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@TempDir
	private Path folder;

	@Test
	void growsWithTheNumberOfFilesWhileTheSchemaGrows() throws IOException {
		assertLinear((count) -> IntStream.range(0, count).mapToObj(LinterWorkTests::table).toList());
	}

	@Test
	void growsWithTheNumberOfTablesInOneFile() throws IOException {
		assertLinear((count) -> List
			.of(IntStream.range(0, count).mapToObj(LinterWorkTests::table).collect(Collectors.joining())));
	}

	@Test
	void growsWithTheNumberOfChangesOfOneTable() throws IOException {
		assertLinear((count) -> IntStream.range(0, count)
			.mapToObj((number) -> (number == 0) ? table(0)
					: "ALTER TABLE t0 ALTER COLUMN name SET DEFAULT '" + number + "';")
			.toList());
	}

	@Test
	void growsWithTheNumberOfStatementsInOneTransaction() throws IOException {
		assertLinear((count) -> List.of(table(0) + "INSERT INTO t0 (id, name) VALUES (1, 'x');".repeat(count)));
	}

	@Test
	void growsWithTheNumberOfTablesThatOneTransactionLocks() throws IOException {
		assertLinear((count) -> List.of(IntStream.range(0, count)
			.mapToObj((number) -> "ALTER TABLE known" + number + " ADD COLUMN name text;")
			.collect(Collectors.joining())));
	}

	private static String table(int number) {
		return """
				CREATE TABLE t%1$d (id bigint PRIMARY KEY, name text NOT NULL);
				CREATE INDEX t%1$d_name ON t%1$d (name);
				CREATE VIEW v%1$d AS SELECT id, name FROM t%1$d WHERE id > 0;
				ALTER TABLE t%1$d ADD COLUMN note text;
				""".formatted(number);
	}

	private void assertLinear(IntFunction<List<String>> scripts) throws IOException {
		List<Subject> few = read("few", scripts.apply(FEW));
		List<Subject> many = read("many", scripts.apply(FEW * TIMES));
		// What is loaded once is no work of the files
		allocatedFor(few);
		assertThat((double) allocatedFor(many) / allocatedFor(few)).isLessThan(BOUND);
	}

	private List<Subject> read(String name, List<String> scripts) throws IOException {
		Path location = Files.createDirectory(this.folder.resolve(name));
		for (int i = 0; i < scripts.size(); i++) {
			Files.writeString(location.resolve("V" + (i + 1) + "__change.sql"), scripts.get(i));
		}
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		ScriptOptions options = new ScriptOptions(List.of("filesystem:" + location), defaults.versionPrefix(),
				defaults.undoPrefix(), defaults.repeatablePrefix(), defaults.separator(), defaults.suffixes(),
				defaults.placeholders(), defaults.placeholdersStrict());
		return MigrationCatalog.read(options, List.of(), getClass().getClassLoader())
			.versioned()
			.stream()
			.map((migration) -> new Subject(migration,
					((ScriptMigration) migration).content(SqlDialect.postgresql(),
							Placeholders.of(defaults.placeholders(), false))))
			.toList();
	}

	private long allocatedFor(List<Subject> subjects) {
		HazardAnalysis analysis = HazardAnalysis.offline(HazardOptions.DEFAULTS, SecretMask.NONE);
		long before = this.threads.getCurrentThreadAllocatedBytes();
		analysis.analyze(subjects);
		return this.threads.getCurrentThreadAllocatedBytes() - before;
	}

}
