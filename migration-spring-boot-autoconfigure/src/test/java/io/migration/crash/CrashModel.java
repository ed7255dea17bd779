// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of a database when releases migrate it and roll it back, whatever happens
 * on the way. Knows no engine, no SQL, no transactions and no crashes: each operation
 * does all that it has to do, once.
 */
final class CrashModel {

	private final Set<String> applied = new TreeSet<>();

	private final List<String> effects = new ArrayList<>();

	private final Set<String> indexes = new TreeSet<>();

	private final List<String> history = new ArrayList<>();

	/**
	 * Start a release: versions that are not applied run in their order, then what is
	 * repeatable.
	 */
	void migrate(List<Script> release) {
		Comparator<Script> order = Comparator.comparing(Script::isRepeatable).thenComparing(Script::version);
		release.stream().sorted(order).filter((script) -> this.applied.add(script.id())).forEach((script) -> {
			script.up().forEach(this::change);
			record(script, "UP", script.up());
		});
	}

	/**
	 * Undo what is newer than a version, newest first. Repeatable migrations stay, but
	 * the next start runs them again, since what they stand on may be gone.
	 */
	void rollback(List<Script> release, int version) {
		List<Script> undone = release.stream()
			.filter((script) -> !script.isRepeatable() && script.version() > version)
			.sorted(Comparator.comparing(Script::version).reversed())
			.filter((script) -> this.applied.remove(script.id()))
			.toList();
		undone.forEach((script) -> {
			script.down().forEach(this::change);
			record(script, "DOWN", script.down());
		});
		if (!undone.isEmpty()) {
			release.stream().filter(Script::isRepeatable).map(Script::id).forEach(this.applied::remove);
		}
	}

	World world() {
		return new World(this.effects.stream().sorted().toList(), List.copyOf(this.indexes), this.history);
	}

	private void change(Change change) {
		switch (change.effect()) {
			case INSERT -> this.effects.add(change.name());
			case CREATE_INDEX -> this.indexes.add(change.name());
			case DROP_INDEX -> this.indexes.remove(change.name());
			case NOTHING -> {
			}
		}
	}

	private void record(Script script, String step, List<Change> changes) {
		int statements = script.code() ? 1 : changes.size();
		this.history.add(script.id() + " " + step + " SUCCEEDED " + statements + "/" + statements);
	}

}
