// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationEngine;
import io.migration.MigrationRun;
import io.migration.testing.LogCapture;
import io.migration.testing.PgBouncer;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process behind PgBouncer that is stopped in the middle of its work, loses its lease
 * to another instance, and wakes up again.
 */
@Tag("processes")
class FencingTests {

	private static final LockOptions SHORT = new LockOptions(LockType.AUTO, Duration.ofMinutes(1),
			Duration.ofSeconds(4));

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String FENCES = "SELECT string_agg(instance || ' ' || coalesce(fence::text, '-'), ', ' "
			+ "ORDER BY id) FROM migration_history";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private PgBouncer bouncer;

	private LeasingProcess process;

	private final Background background = new Background();

	private final LogCapture log = LogCapture.start();

	@BeforeEach
	void open() {
		this.bouncer = PgBouncer.inFrontOf(this.project.database(), 20);
		this.project.script("V1__audit.sql", "CREATE TABLE audit (who text); CREATE TABLE t (id int)");
		engine("node-first", this.bouncer.pool(2)).migrate();
	}

	@AfterEach
	void close() {
		this.log.close();
		this.background.close();
		if (this.process != null) {
			this.process.close();
		}
		if (this.bouncer != null) {
			this.bouncer.close();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ownerStoppedInATransactionCommitsNothing(boolean pooled) {
		this.project.script("V2__gate.sql", "INSERT INTO audit VALUES ('2'); SELECT pg_advisory_xact_lock(1)");
		try (TestSession gate = this.project.database().session().execute("SELECT pg_advisory_lock(1)")) {
			launch();
			this.project.awaitGate();
			this.process.stop();
			Future<MigrationRun> other = start(pooled);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> this.log.messages(),
						(messages) -> messages.stream()
							.anyMatch((message) -> message
								.matches("The lease of public\\.migration_history has expired; ending "
										+ "what its former owner has left at work, an open transaction: session \\d+ "
										+ "\\('migration 2 UP node-stopped'\\)")));
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(other).steps()).hasSize(1);
		}
		assertOneRow(pooled);
		this.process.wake();
		assertThat(this.process.outcome()).isIn("StepFailedException", "LockLostException");
		assertOneRow(pooled);
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM audit")).isOne();
	}

	@Test
	void serverEndsTheIdleTransactionOfAStoppedOwner() {
		this.project.script("V2__slow.sql", "INSERT INTO audit VALUES ('2'); SELECT pg_sleep(1); SELECT pg_sleep(1)");
		launch();
		awaitCount(1, "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(1)' AND "
				+ "datname = current_database()");
		this.process.stop();
		awaitCount(0, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'migration 2 UP node-stopped'");
		assertThat(Background.result(start(true)).steps()).hasSize(1);
		this.process.wake();
		assertThat(this.process.outcome()).isIn("StepFailedException", "LockLostException");
		assertOneRow(true);
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM audit")).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ownerStoppedDuringAConcurrentIndexLeavesOneValidIndex(boolean pooled) {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id)");
		String building = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '/* migration % */ CREATE INDEX%' "
				+ "AND state = 'active' AND datname = current_database()";
		Future<MigrationRun> other;
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (1)");
			launch();
			awaitCount(1, building);
			this.process.stop();
			other = start(pooled);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> this.log.messages(), (messages) -> messages.stream()
					.anyMatch((message) -> message.contains("a statement outside of a transaction: session ")));
			awaitCount(1, "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
					+ "WHERE c.relname = 't_id' AND NOT i.indisvalid");
			old.execute("COMMIT");
		}
		assertThat(Background.result(other).steps()).hasSize(1);
		assertOneRow(pooled);
		this.process.wake();
		assertThat(this.process.outcome()).isEqualTo("LockLostException");
		assertOneRow(pooled);
		assertThat(this.project.database()
			.jdbc()
			.sql("SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
					+ "WHERE i.indrelid = 't'::regclass")
			.query(Boolean.class)
			.list()).containsExactly(true);
	}

	private void launch() {
		this.process = LeasingProcess.launch(this.bouncer.url(), this.project.database().username(),
				this.project.database().password(), this.project.folder(), SHORT, "node-stopped");
	}

	// The fence of a session lock is its session, so it writes none
	private void assertOneRow(boolean pooled) {
		assertThat(this.project.history()).hasSize(2).last().asString().startsWith("2 UP SUCCEEDED");
		assertThat(this.project.value(String.class, FENCES))
			.isEqualTo(pooled ? "node-first 1, node-other 3" : "node-first 1, node-other -");
	}

	private Future<MigrationRun> start(boolean pooled) {
		DataSource dataSource = pooled ? this.bouncer.pool(2) : this.project.database().pool(1);
		return this.background.run(engine("node-other", dataSource)::migrate);
	}

	private MigrationEngine engine(String instance, DataSource dataSource) {
		this.project
			.options((builder) -> builder.identity(new InstanceIdentity(instance, null, null, null)).lock(SHORT));
		return this.project.engine(dataSource);
	}

	private void awaitCount(int expected, String query) {
		Awaitility.await().atMost(PATIENCE).until(() -> this.project.value(Integer.class, query) == expected);
	}

}
