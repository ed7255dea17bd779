// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migration.InvalidScriptsException;
import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.MigrationVersion;
import io.migration.ScriptOptions;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that this binary contains. Known by the names of their files and
 * classes; no script is read before its content is asked for.
 *
 * @since 1.0.0
 */
public final class MigrationCatalog {

	private final List<ResolvedMigration> versioned;

	private final List<ResolvedMigration> repeatable;

	private final Map<MigrationVersion, ResolvedMigration> byVersion = new HashMap<>();

	private final Map<String, ResolvedMigration> byDescription = new HashMap<>();

	private final List<String> warnings;

	private MigrationCatalog(CatalogBuilder builder, List<String> warnings) {
		this.versioned = builder.versioned();
		this.repeatable = builder.repeatable();
		this.warnings = List.copyOf(warnings);
		for (ResolvedMigration migration : this.versioned) {
			MigrationVersion version = migration.version();
			if (version != null) {
				this.byVersion.put(version, migration);
			}
		}
		for (ResolvedMigration migration : this.repeatable) {
			this.byDescription.put(migration.description(), migration);
		}
	}

	/**
	 * Look for migrations without backfills written in Java.
	 * @param options where scripts are and how they are named
	 * @param code the migrations written in Java
	 * @param classLoader the class loader that knows the class path locations
	 * @return the migrations
	 * @throws InvalidScriptsException if names or locations are wrong or contradict each
	 * other; it holds all mistakes
	 */
	public static MigrationCatalog read(ScriptOptions options, Collection<? extends JavaMigration> code,
			ClassLoader classLoader) {
		return read(options, code, List.of(), classLoader);
	}

	/**
	 * Look for migrations.
	 * @param options where scripts are and how they are named
	 * @param code the migrations written in Java
	 * @param backfills the backfills written in Java
	 * @param classLoader the class loader that knows the class path locations
	 * @return the migrations
	 * @throws InvalidScriptsException if names or locations are wrong or contradict each
	 * other; it holds all mistakes
	 */
	public static MigrationCatalog read(ScriptOptions options, Collection<? extends JavaMigration> code,
			Collection<? extends JavaBackfill> backfills, ClassLoader classLoader) {
		Problems problems = new Problems();
		List<String> warnings = new ArrayList<>();
		List<ScriptFile> files = new ScriptScanner(classLoader, problems, warnings).scan(options.locations());
		CatalogBuilder builder = new CatalogBuilder(options, problems, warnings);
		builder.add(files, code, backfills);
		problems.throwIfAny();
		return new MigrationCatalog(builder, warnings);
	}

	/**
	 * Return the migrations with a version.
	 * @return scripts and code, the oldest version first
	 */
	public List<ResolvedMigration> versioned() {
		return this.versioned;
	}

	/**
	 * Return the repeatable migrations.
	 * @return the migrations in the order of their descriptions
	 */
	public List<ResolvedMigration> repeatable() {
		return this.repeatable;
	}

	/**
	 * Find a migration.
	 * @param version its version
	 * @return the migration or {@code null} if there is none
	 */
	public @Nullable ResolvedMigration find(MigrationVersion version) {
		return this.byVersion.get(version);
	}

	/**
	 * Find a repeatable migration.
	 * @param description its description
	 * @return the migration or {@code null} if there is none
	 */
	public @Nullable ResolvedMigration findRepeatable(String description) {
		return this.byDescription.get(description);
	}

	/**
	 * Return the newest version.
	 * @return the version or {@code null} if there is no versioned migration
	 */
	public @Nullable MigrationVersion newest() {
		return this.versioned.isEmpty() ? null : this.versioned.get(this.versioned.size() - 1).version();
	}

	/**
	 * Return what looks like a mistake but stops nothing, such as a location that does
	 * not exist.
	 * @return sentences that name file or location
	 */
	public List<String> warnings() {
		return this.warnings;
	}

}
