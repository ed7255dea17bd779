// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.MigrationVersion;
import io.migration.RollbackRequest;
import io.migration.StepFailedException;
import io.migration.testing.TcpProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for rolling back what was interrupted, and for interrupting what rolls back.
 */
class InterruptedUndoTests {

	private static final RollbackRequest TO_1 = RollbackRequest.toVersion(MigrationVersion.of("1"));

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		this.project.engine().migrate();
	}

	@Test
	void versionThatStoppedBeforeATransactionIsUndoneAsFarAsItIsThere() {
		this.project.script("V2__index.sql", """
				-- migrate:up
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES (2);
				-- migrate:down
				DELETE FROM t;
				DROP INDEX CONCURRENTLY t_id;
				""");
		stopBefore("INSERT INTO t VALUES (2)\0");
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 1/2");
		assertThat(this.project.engine().rollback(TO_1).steps()).hasSize(1);
		assertThat(indexes()).isZero();
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(indexes()).isOne();
		assertThat(this.project.value(Integer.class, "SELECT id FROM t")).isEqualTo(2);
	}

	@Test
	void repeatableThatFailedBeforeARollbackRunsOnceAfterIt() {
		this.project
			.script("V2__insert.sql", "-- migrate:up\nINSERT INTO t VALUES (2);\n-- migrate:down\nDELETE FROM t;")
			.script("R__fill.sql", "INSERT INTO t VALUES (1 / 0)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("R__fill.sql", "INSERT INTO t VALUES (10)");
		assertThat(this.project.engine().rollback(TO_1).steps()).hasSize(1);
		assertThat(this.project.engine().migrate().steps()).hasSize(2);
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t WHERE id = 10")).isOne();
	}

	@Test
	void versionThatFailedBeforeARollbackIsUndoneBeforeThoseItStandsOn() {
		this.project.script("V2__a.sql", "-- migrate:up\nCREATE TABLE a ();\n-- migrate:down\nDROP TABLE a;")
			.script("V3__b.sql", "-- migrate:up\nSELECT 1 / 0;");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("V3__b.sql",
				"-- migrate:up\nALTER TABLE a ADD b int;\n-- migrate:down\nALTER TABLE a DROP b;");
		assertThat(this.project.engine().rollback(TO_1).steps()).hasSize(1);
		assertThat(this.project.engine().migrate().steps()).hasSize(2);
		assertThat(this.project.engine().rollback(TO_1).steps()).extracting((step) -> step.id().migration())
			.containsExactly("3", "2");
		assertThat(this.project.tables()).containsExactly("t");
	}

	private void stopBefore(String text) {
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutBefore(text);
			assertThatExceptionOfType(StepFailedException.class)
				.isThrownBy(this.project.engine(network.dataSource())::migrate);
		}
	}

	private Integer indexes() {
		return this.project.value(Integer.class, "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass");
	}

}
