// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.migration.InvalidScriptsException;
import io.migration.JavaMigration;
import io.migration.MigrationVersion;
import io.migration.ScriptOptions;
import io.migration.ScriptProblem;
import io.migration.sql.SqlDialect;

/**
 * A folder of scripts for one test.
 */
final class Scripts {

	static final Placeholders NONE = Placeholders.of(Map.of(), false);

	private final Path folder;

	Scripts(Path folder) {
		this.folder = folder;
	}

	Scripts add(String name, String text) {
		return add(name, text.getBytes(StandardCharsets.UTF_8));
	}

	Scripts add(String name, byte[] bytes) {
		try {
			Path file = this.folder.resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String location() {
		return "filesystem:" + this.folder;
	}

	MigrationCatalog catalog(JavaMigration... code) {
		return MigrationCatalog.read(options(location()), List.of(code), getClass().getClassLoader());
	}

	List<String> catalogProblems(JavaMigration... code) {
		return problems(() -> catalog(code));
	}

	ScriptMigration migration(String version) {
		return (ScriptMigration) catalog().find(MigrationVersion.of(version));
	}

	MigrationContent content(String text) {
		return add("V1__a.sql", text).migration("1").content(SqlDialect.postgresql(), NONE);
	}

	List<String> contentProblems(String text) {
		add("V1__a.sql", text);
		return problems(() -> migration("1").content(SqlDialect.postgresql(), NONE));
	}

	/**
	 * Return the problems, each as {@code file:line: message | action}, the location
	 * replaced by an ellipsis.
	 * @param call what is to fail
	 * @return the problems
	 */
	List<String> problems(Runnable call) {
		try {
			call.run();
			return List.of();
		}
		catch (InvalidScriptsException ex) {
			return ex.problems().stream().map(this::describe).toList();
		}
	}

	private String describe(ScriptProblem problem) {
		String text = problem.position() + ": " + problem.message() + " | " + problem.action();
		return shorten(text);
	}

	String shorten(String text) {
		return text.replace(location(), "~").replace(this.folder.toString(), "~");
	}

	static ScriptOptions options(String... locations) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		return new ScriptOptions(Arrays.asList(locations), defaults.versionPrefix(), defaults.undoPrefix(),
				defaults.repeatablePrefix(), defaults.separator(), defaults.suffixes(), Map.of(), false);
	}

}
