// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.nio.file.Path;
import java.util.List;

/**
 * Operations one after the other, and the world that they make.
 *
 * @param name how it is called
 * @param operations what is done
 * @param expected what has to come of it
 */
record Scenario(String name, List<Operation> operations, World expected) {

	private static final Script TABLE = Script.of(1, "table", Change.table("effects"), Change.insert("1.2"))
		.undo(Change.insert("1 undone"));

	static List<Scenario> all(Path folder) {
		return List.of(transactions(folder.resolve("transactions")), online(folder.resolve("online")),
				segments(folder.resolve("segments")), undoAtOnce(folder.resolve("undo-at-once")),
				undoStepByStep(folder.resolve("undo-step-by-step")));
	}

	/**
	 * Two releases with everything that runs in one transaction.
	 */
	private static Scenario transactions(Path folder) {
		Script two = Script.of(2, "inserts", Change.nothing("SET work_mem = '1MB'"), Change.insert("2.2"),
				Change.copy("2.3"), Change.procedure("2.4"));
		Script code = Script.code(3, "Code", Change.insert("3.1"), Change.insert("3.2"));
		Script repeatable = Script.repeatable("again", Change.insert("R.1"), Change.insert("R.2"));
		Release first = Release.write(folder.resolve("1"), List.of(TABLE));
		Release second = Release.write(folder.resolve("2"), List.of(TABLE, two, code, repeatable));
		CrashModel model = new CrashModel();
		model.migrate(first.scripts());
		model.migrate(second.scripts());
		return new Scenario("transactions", List.of(Operation.migrate(first), Operation.migrate(second)),
				model.world());
	}

	/**
	 * Statements that cannot run in a transaction, at the beginning, in the middle and at
	 * the end of a script.
	 */
	private static Scenario online(Path folder) {
		Script two = Script.of(2, "build", Change.insert("2.1"), Change.index("a"), Change.insert("2.3"),
				Change.index("b"));
		Script three = Script.of(3, "drop", Change.dropIndex("a"), Change.insert("3.2"),
				Change.nothing("REINDEX INDEX CONCURRENTLY b"), Change.insert("3.4"), Change.index("a"),
				Change.nothing("VACUUM effects"));
		Release release = Release.write(folder, List.of(TABLE, two, three));
		CrashModel model = new CrashModel();
		model.migrate(release.scripts());
		return new Scenario("online", List.of(Operation.migrate(release)), model.world());
	}

	/**
	 * Scripts with transactions of their own, or without any.
	 */
	private static Scenario segments(Path folder) {
		Script two = Script.of(2, "own", Change.nothing("BEGIN"), Change.insert("2.2"), Change.nothing("COMMIT"),
				Change.insert("2.4"), Change.nothing("BEGIN"), Change.insert("2.6"), Change.nothing("COMMIT"));
		Script three = Script
			.of(3, "off", Change.nothing("SET work_mem = '1MB'"), Change.insert("3.2"), Change.insert("3.3"),
					Change.index("a"), Change.insert("3.5"))
			.options("transaction=off");
		Script repeatable = Script.repeatable("online", Change.nothing("DROP INDEX CONCURRENTLY IF EXISTS c"),
				Change.index("c"), Change.insert("R.3"));
		Release release = Release.write(folder, List.of(TABLE, two, three, repeatable));
		CrashModel model = new CrashModel();
		model.migrate(release.scripts());
		return new Scenario("segments", List.of(Operation.migrate(release)), model.world());
	}

	/**
	 * Several versions whose undoing fits into one transaction, a class among them.
	 */
	private static Scenario undoAtOnce(Path folder) {
		Script two = Script.of(2, "extra", Change.table("extra"), Change.insert("2.2"))
			.undo(Change.insert("2 undone"), Change.dropTable("extra"));
		Script code = Script.code(4, "Reversible", Change.insert("4")).undo(Change.insert("4 undone"));
		Script repeatable = Script.repeatable("again", Change.insert("R.1"));
		Release release = Release.write(folder, List.of(TABLE, two, code, repeatable));
		CrashModel model = new CrashModel();
		model.migrate(release.scripts());
		model.rollback(release.scripts(), 1);
		model.migrate(release.scripts());
		return new Scenario("undo at once",
				List.of(Operation.migrate(release), Operation.rollback(release, 1), Operation.migrate(release)),
				model.world());
	}

	/**
	 * Several versions whose undoing needs statements that run in no transaction.
	 */
	private static Scenario undoStepByStep(Path folder) {
		Script two = Script.of(2, "a", Change.insert("2.1"), Change.index("a"))
			.undo(Change.dropIndex("a"), Change.insert("2 undone"));
		Script three = Script.of(3, "b", Change.index("b"), Change.insert("3.2"))
			.undo(Change.insert("3 undone"), Change.index("c"), Change.insert("3 undone more"), Change.dropIndex("b"),
					Change.dropIndex("c"), Change.nothing("VACUUM effects"));
		Release release = Release.write(folder, List.of(TABLE, two, three));
		CrashModel model = new CrashModel();
		model.migrate(release.scripts());
		model.rollback(release.scripts(), 1);
		model.migrate(release.scripts());
		model.rollback(release.scripts(), 0);
		return new Scenario("undo step by step", List.of(Operation.migrate(release), Operation.rollback(release, 1),
				Operation.migrate(release), Operation.rollback(release, 0)), model.world());
	}

}
