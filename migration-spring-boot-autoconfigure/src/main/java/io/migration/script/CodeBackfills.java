// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.migration.JavaBackfill;
import io.migration.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * The backfills written in Java, by version, until the migration is found to which they
 * belong.
 */
final class CodeBackfills {

	private final SortedMap<MigrationVersion, List<CodeBackfill>> byVersion = new TreeMap<>();

	private final Problems problems;

	CodeBackfills(Problems problems) {
		this.problems = problems;
	}

	void add(Collection<? extends JavaBackfill> beans) {
		beans.forEach(this::add);
	}

	private void add(JavaBackfill bean) {
		try {
			CodeBackfill backfill = new CodeBackfill(bean);
			List<CodeBackfill> others = this.byVersion.computeIfAbsent(backfill.version(), (key) -> new ArrayList<>());
			for (CodeBackfill other : others) {
				if (other.name().equals(backfill.name())) {
					this.problems.add(backfill.script(), 0,
							"The backfill has the same version and description as " + other.script(),
							"Give one of them another description.");
				}
			}
			others.add(backfill);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			this.problems.add(CodeBackfill.scriptOf(bean), 0,
					"The backfill has no version and description: " + ex.getMessage(),
					"Name the class V<version>__<Description>, or override version() and description().");
		}
	}

	/**
	 * Take those of a migration.
	 * @param version the version, {@code null} for a repeatable migration
	 * @return the backfills, in the order of the beans
	 */
	List<CodeBackfill> remove(@Nullable MigrationVersion version) {
		List<CodeBackfill> found = (version != null) ? this.byVersion.remove(version) : null;
		return (found != null) ? found : List.of();
	}

	/**
	 * Return those that are migrations of their own.
	 * @return the backfills of one version each
	 */
	Collection<List<CodeBackfill>> rest() {
		return this.byVersion.values();
	}

}
