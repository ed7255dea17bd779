// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.MigrationRun;
import io.migration.MigrationVersion;
import io.migration.RollbackRequest;
import io.migration.ScriptOptions;
import io.migration.engine.MigrationEngineFactory;

/**
 * What is asked of the engine, as one line that a process can be told.
 *
 * @param folder where the scripts are
 * @param classes the migrations written in Java
 * @param version the version to go back to, -1 to migrate
 */
record Operation(String folder, List<String> classes, int version) {

	private static final String SEPARATOR = "\t";

	static Operation migrate(Release release) {
		return new Operation(release.folder().toString(), release.classes(), -1);
	}

	static Operation rollback(Release release, int version) {
		return new Operation(release.folder().toString(), release.classes(), version);
	}

	static Operation parse(String line) {
		List<String> parts = List.of(line.split(SEPARATOR));
		return new Operation(parts.get(0), parts.subList(2, parts.size()), Integer.parseInt(parts.get(1)));
	}

	boolean rollsBack() {
		return this.version >= 0;
	}

	String line() {
		List<String> parts = new ArrayList<>(List.of(this.folder, Integer.toString(this.version)));
		parts.addAll(this.classes);
		return String.join(SEPARATOR, parts);
	}

	/**
	 * Do it.
	 * @return how many steps ran
	 */
	int run(DataSource dataSource) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		MigrationOptions options = MigrationOptions.builder()
			.scripts(new ScriptOptions(List.of("filesystem:" + this.folder), "V", "U", "R", "__", defaults.suffixes(),
					defaults.placeholders(), false))
			.build();
		MigrationEngine engine = MigrationEngineFactory.create(dataSource, options, code(), List.of(),
				Operation.class.getClassLoader());
		MigrationRun run = rollsBack()
				? engine.rollback(RollbackRequest.toVersion(MigrationVersion.of(Integer.toString(this.version))))
				: engine.migrate();
		return run.steps().size();
	}

	private List<JavaMigration> code() {
		return this.classes.stream().map(Operation::code).toList();
	}

	private static JavaMigration code(String name) {
		try {
			Class<?> type = Class.forName(Operation.class.getPackageName() + "." + name);
			return (JavaMigration) type.getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
