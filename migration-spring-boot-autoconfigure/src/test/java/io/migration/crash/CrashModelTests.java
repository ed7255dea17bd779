// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the model itself, with outcomes that can be told by reading.
 */
class CrashModelTests {

	private static final Script FIRST = Script.of(1, "table", Change.table("effects"), Change.insert("1"))
		.undo(Change.insert("1 undone"));

	private static final Script SECOND = Script.of(2, "index", Change.index("a"), Change.index("b"), Change.insert("2"))
		.undo(Change.dropIndex("a"), Change.insert("2 undone"));

	private static final Script REPEATABLE = Script.repeatable("view", Change.insert("R"));

	private final CrashModel model = new CrashModel();

	@Test
	void eachScriptRunsOnceInItsOrder() {
		this.model.migrate(List.of(REPEATABLE, SECOND, FIRST));
		this.model.migrate(List.of(FIRST, SECOND, REPEATABLE));
		assertThat(this.model.world()).isEqualTo(new World(List.of("1", "2", "R"), List.of("a", "b"),
				List.of("1 UP SUCCEEDED 2/2", "2 UP SUCCEEDED 3/3", "R__view UP SUCCEEDED 1/1")));
	}

	@Test
	void newerReleaseAddsWhatIsMissing() {
		this.model.migrate(List.of(FIRST));
		this.model.migrate(List.of(FIRST, SECOND));
		assertThat(this.model.world().history()).containsExactly("1 UP SUCCEEDED 2/2", "2 UP SUCCEEDED 3/3");
	}

	@Test
	void rollbackUndoesNewestFirstAndOnceOnly() {
		List<Script> release = List.of(FIRST, SECOND);
		this.model.migrate(release);
		this.model.rollback(release, 0);
		this.model.rollback(release, 0);
		assertThat(this.model.world()).isEqualTo(new World(List.of("1", "1 undone", "2", "2 undone"), List.of("b"),
				List.of("1 UP SUCCEEDED 2/2", "2 UP SUCCEEDED 3/3", "2 DOWN SUCCEEDED 2/2", "1 DOWN SUCCEEDED 1/1")));
	}

	@Test
	void whatWasRolledBackRunsAgain() {
		List<Script> release = List.of(FIRST, SECOND);
		this.model.migrate(release);
		this.model.rollback(release, 1);
		this.model.migrate(release);
		assertThat(this.model.world().effects()).containsExactly("1", "2", "2", "2 undone");
		assertThat(this.model.world().indexes()).containsExactly("a", "b");
	}

	@Test
	void repeatableRunsAgainAfterARollback() {
		List<Script> release = List.of(FIRST, SECOND, REPEATABLE);
		this.model.migrate(release);
		this.model.rollback(release, 1);
		this.model.migrate(release);
		assertThat(this.model.world().history()).containsExactly("1 UP SUCCEEDED 2/2", "2 UP SUCCEEDED 3/3",
				"R__view UP SUCCEEDED 1/1", "2 DOWN SUCCEEDED 2/2", "2 UP SUCCEEDED 3/3", "R__view UP SUCCEEDED 1/1");
	}

	@Test
	void codeIsOneStatement() {
		this.model.migrate(List.of(Script.code(1, "Fill", Change.insert("a"), Change.insert("b"))));
		assertThat(this.model.world().history()).containsExactly("1 UP SUCCEEDED 1/1");
	}

}
