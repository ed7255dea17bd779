// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiConsumer;

import io.migration.HazardOptions;
import io.migration.InvalidScriptsException;
import io.migration.PendingMigration;
import io.migration.ScriptOptions;
import io.migration.ScriptProblem;
import io.migration.database.SecretMask;
import io.migration.hazard.HazardAnalysis.Subject;
import io.migration.script.MigrationCatalog;
import io.migration.script.MigrationContent;
import io.migration.script.Placeholders;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads all scripts of some folders and reports mistakes and hazards, without a database.
 * For tests and build tools:
 *
 * <pre class="code">
 * List&lt;PendingMigration&gt; migrations = HazardLinter.of("filesystem:src/main/resources/db/migration").lint();
 * </pre>
 *
 * Immutable.
 *
 * @since 1.0.0
 */
public final class HazardLinter {

	private static final List<String> KNOWN_TO_THE_DATABASE = List.of("flyway:defaultSchema", "flyway:user",
			"flyway:database", "flyway:timestamp", "flyway:table", "flyway:workingDirectory");

	private final ScriptOptions scripts;

	private final HazardOptions options;

	private HazardLinter(ScriptOptions scripts, HazardOptions options) {
		this.scripts = scripts;
		this.options = options;
	}

	/**
	 * Create a linter of some folders.
	 * @param locations {@code classpath:} or {@code filesystem:} folders
	 * @return a new linter
	 */
	public static HazardLinter of(String... locations) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		return of(new ScriptOptions(List.of(locations), defaults.versionPrefix(), defaults.undoPrefix(),
				defaults.repeatablePrefix(), defaults.separator(), defaults.suffixes(), defaults.placeholders(),
				defaults.placeholdersStrict()));
	}

	/**
	 * Create a linter.
	 * @param scripts where scripts are and what is put into them
	 * @return a new linter
	 */
	public static HazardLinter of(ScriptOptions scripts) {
		return new HazardLinter(scripts, HazardOptions.DEFAULTS);
	}

	/**
	 * Set what is said about hazards. The mode makes no difference: what is asked for is
	 * looked for.
	 * @param options the options
	 * @return a new linter
	 */
	public HazardLinter options(HazardOptions options) {
		return new HazardLinter(this.scripts, options);
	}

	/**
	 * Read all scripts.
	 * @return the migrations in their order, with their findings
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	public List<PendingMigration> lint() {
		WarmUp.begin();
		ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
		return lint(MigrationCatalog.read(this.scripts, List.of(),
				(classLoader != null) ? classLoader : HazardLinter.class.getClassLoader()));
	}

	/**
	 * Read all scripts of a catalog.
	 * @param catalog the migrations
	 * @return the migrations in their order, with their findings
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	public List<PendingMigration> lint(MigrationCatalog catalog) {
		return lint(catalog, (script, content) -> {
		});
	}

	/**
	 * Read all scripts of a catalog, and check something of one's own in each.
	 * @param catalog the migrations
	 * @param check throws {@link InvalidScriptsException} for a script with a mistake
	 * @return the migrations in their order, with their findings
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	public List<PendingMigration> lint(MigrationCatalog catalog, BiConsumer<ScriptMigration, MigrationContent> check) {
		HazardAnalysis analysis = HazardAnalysis.offline(this.options, SecretMask.of(this.scripts.placeholders()));
		List<ScriptProblem> problems = new ArrayList<>();
		List<PendingMigration> judged = new ArrayList<>();
		Queue<ForkJoinTask<Read>> tasks = readAhead(catalog, check);
		while (!tasks.isEmpty()) {
			Read read = tasks.remove().join();
			problems.addAll(read.problems());
			if (problems.isEmpty()) {
				judged.add(analysis.analyze(read.subject(), read.actions()));
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidScriptsException(problems);
		}
		return List.copyOf(judged);
	}

	// Other processors read while this one judges, which has an order
	private Queue<ForkJoinTask<Read>> readAhead(MigrationCatalog catalog,
			BiConsumer<ScriptMigration, MigrationContent> check) {
		Placeholders placeholders = placeholders();
		List<ResolvedMigration> migrations = new ArrayList<>(catalog.versioned());
		migrations.addAll(catalog.repeatable());
		Queue<ForkJoinTask<Read>> tasks = new ArrayDeque<>();
		for (ResolvedMigration migration : migrations) {
			tasks.add(ForkJoinPool.commonPool().submit(() -> Read.of(migration, placeholders, check)));
		}
		return tasks;
	}

	private Placeholders placeholders() {
		Map<String, String> values = new LinkedHashMap<>();
		KNOWN_TO_THE_DATABASE.forEach((name) -> values.put(name, "unknown"));
		values.putAll(this.scripts.placeholders());
		return Placeholders.of(values, this.scripts.placeholdersStrict());
	}

	/**
	 * A migration that was read, or why it cannot be.
	 */
	private record Read(Subject subject, @Nullable ReadActions actions, List<ScriptProblem> problems) {

		static Read of(ResolvedMigration migration, Placeholders placeholders,
				BiConsumer<ScriptMigration, MigrationContent> check) {
			if (!(migration instanceof ScriptMigration script)) {
				return new Read(new Subject(migration, null), null, List.of());
			}
			try {
				MigrationContent content = script.content(SqlDialect.postgresql(), placeholders);
				check.accept(script, content);
				return new Read(new Subject(migration, content), ReadActions.of(content), List.of());
			}
			catch (InvalidScriptsException ex) {
				return new Read(new Subject(migration, null), null, ex.problems());
			}
		}

	}

}
