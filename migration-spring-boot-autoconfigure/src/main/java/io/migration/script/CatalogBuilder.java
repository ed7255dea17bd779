// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.MigrationVersion;
import io.migration.ScriptOptions;
import org.jspecify.annotations.Nullable;

/**
 * Makes migrations of files and beans, and finds those that contradict each other.
 */
final class CatalogBuilder {

	private static final String CONFIG_SUFFIX = ".conf";

	private final ScriptNameParser names;

	private final Problems problems;

	private final CodeBackfills backfills;

	private final List<String> warnings;

	private final Map<String, ScriptFile> configs = new TreeMap<>();

	private final List<NamedFile> scripts = new ArrayList<>();

	private final SortedMap<MigrationVersion, ScriptFile> undos = new TreeMap<>();

	private final SortedMap<MigrationVersion, ResolvedMigration> versioned = new TreeMap<>();

	private final SortedMap<String, ResolvedMigration> repeatable = new TreeMap<>();

	CatalogBuilder(ScriptOptions options, Problems problems, List<String> warnings) {
		this.names = new ScriptNameParser(options);
		this.problems = problems;
		this.backfills = new CodeBackfills(problems);
		this.warnings = warnings;
	}

	void add(Collection<ScriptFile> files, Collection<? extends JavaMigration> code,
			Collection<? extends JavaBackfill> codeBackfills) {
		this.backfills.add(codeBackfills);
		for (ScriptFile file : files) {
			sort(file);
		}
		for (NamedFile script : this.scripts) {
			addScript(script);
		}
		for (JavaMigration bean : code) {
			addCode(bean);
		}
		for (List<CodeBackfill> alone : this.backfills.rest()) {
			CodeMigration migration = CodeMigration.of(alone);
			this.versioned.put(migration.version(), migration);
		}
		for (Map.Entry<MigrationVersion, ScriptFile> undo : this.undos.entrySet()) {
			addUnusedUndo(undo.getKey(), undo.getValue());
		}
		for (ScriptFile file : this.configs.values()) {
			this.warnings.add(file.display() + " is ignored: there is no script beside it");
		}
	}

	List<ResolvedMigration> versioned() {
		return List.copyOf(this.versioned.values());
	}

	List<ResolvedMigration> repeatable() {
		return List.copyOf(this.repeatable.values());
	}

	private void sort(ScriptFile file) {
		ScriptName name = this.names.parse(file.fileName());
		switch (name.role()) {
			case VERSIONED, REPEATABLE -> this.scripts.add(new NamedFile(file, name));
			case UNDO -> addUndo(file, name.version());
			case CONFIG -> this.configs.put(file.origin(), file);
			case SUSPICIOUS -> this.warnings.add(file.display() + " " + name.message() + ". " + name.action());
			case INVALID -> this.problems.add(file.display(), 0, "The file '" + file.fileName() + "' " + name.message(),
					name.action());
			case IGNORED -> {
			}
		}
	}

	private void addUndo(ScriptFile file, @Nullable MigrationVersion version) {
		ScriptFile first = (version != null) ? this.undos.putIfAbsent(version, file) : null;
		if (first != null) {
			addTwins(file.display(), file.origin(), first.display(), first.origin(), "undo the same version",
					"Remove one of them.");
		}
	}

	private void addScript(NamedFile script) {
		MigrationVersion version = script.name().version();
		ScriptFile undo = (version != null) ? this.undos.remove(version) : null;
		ScriptSources sources = new ScriptSources(script.file(), config(script.file()), undo,
				(undo != null) ? config(undo) : null);
		ScriptMigration migration = new ScriptMigration(version, script.name().description(), sources,
				this.backfills.remove(version));
		ResolvedMigration first = (version != null) ? this.versioned.putIfAbsent(version, migration)
				: this.repeatable.putIfAbsent(migration.description(), migration);
		if (first instanceof ScriptMigration other) {
			addTwins(migration.resource(), migration.origin(), other.resource(), other.origin(),
					(version != null) ? "have the same version" : "have the same description",
					(version != null) ? "Give the one that no database has run yet another version."
							: "Give one of them another description.");
		}
	}

	private @Nullable ScriptFile config(ScriptFile file) {
		return this.configs.isEmpty() ? null : this.configs.remove(file.origin() + CONFIG_SUFFIX);
	}

	private void addCode(JavaMigration bean) {
		String script = CodeMigration.scriptOf(bean);
		CodeMigration migration;
		try {
			migration = new CodeMigration(bean, this.backfills.remove(bean.version()));
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			this.problems.add(script, 0, "The migration has no version and description: " + ex.getMessage(),
					"Name the class V<version>__<Description>, or override version() and description().");
			return;
		}
		ResolvedMigration first = this.versioned.putIfAbsent(migration.version(), migration);
		if (first != null) {
			String other = (first instanceof ScriptMigration scriptMigration) ? scriptMigration.resource()
					: first.script();
			addTwins(script, "", other, "", "have the same version",
					"Give the one that no database has run yet another version.");
		}
	}

	private void addUnusedUndo(MigrationVersion version, ScriptFile undo) {
		config(undo);
		ResolvedMigration migration = this.versioned.get(version);
		if (migration != null) {
			this.problems.add(undo.display(), 0,
					"The undo script is for version " + version + ", which is written in Java: " + migration.script(),
					"Let the class implement ReversibleJavaMigration, and remove the undo script.");
			return;
		}
		this.problems.add(undo.display(), 0,
				"The undo script is for version " + version + ", but there is no migration of this version",
				"Add the migration or remove the undo script.");
	}

	private void addTwins(String one, String originOfOne, String other, String originOfOther, String message,
			String action) {
		boolean sameName = one.equals(other);
		this.problems.add(one, 0,
				(sameName ? originOfOther : other) + " and " + (sameName ? originOfOne : one) + " " + message, action);
	}

	private record NamedFile(ScriptFile file, ScriptName name) {

	}

}
