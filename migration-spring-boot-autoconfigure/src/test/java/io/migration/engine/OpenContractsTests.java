// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.ContractRequest;
import io.migration.MigrationEngine;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.StepFailedException;
import io.migration.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for several contracts one after the other, and for attempts after one that
 * failed.
 */
class OpenContractsTests {

	private static final ContractRequest ALL = new ContractRequest(null, "alice");

	private static final String OLD_ONE_APPEARS = "INSERT INTO migration_instance "
			+ "VALUES ('old', NULL, '1', '1', NULL, now(), now());";

	private static final String HALF_WAY = "CREATE INDEX CONCURRENTLY t_a ON t (a);\nINSERT INTO missing VALUES (1);";

	private static final String EDITED = "CREATE INDEX CONCURRENTLY t_a ON t (a, id);\nINSERT INTO missing VALUES (1);";

	@RegisterExtension
	private final TestProject project = new TestProject().options((builder) -> builder
		.contract(new ContractOptions(ContractMode.MANUAL, Duration.ZERO, Duration.ofSeconds(60), Set.of())));

	@Test
	void correctedRowLetsTheContractRunByItself() {
		MigrationEngine engine = verified();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine::runOpenContracts);
		look(engine);
		assertThat(this.project.history()).endsWith("2 CONTRACT FAILED 0/1");
		execute("UPDATE t SET b = a");
		look(engine);
		assertThat(this.project.history()).endsWith("2 CONTRACT FAILED 0/1");
		pauseIsOver();
		look(engine);
		assertThat(this.project.history()).endsWith("2 CONTRACT SUCCEEDED 1/1");
	}

	@Test
	void rowThatIsStillWrongFailsTheNextAttemptToo() {
		MigrationEngine engine = verified();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine::runOpenContracts);
		pauseIsOver();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine::runOpenContracts)
			.withMessageContaining("the verify query returned rows");
		assertThat(this.project.history()).endsWith("2 CONTRACT FAILED 0/1");
	}

	@Test
	void oldInstanceThatAppearsDuringAContractHoldsTheNextOne() {
		MigrationEngine engine = two(OLD_ONE_APPEARS);
		engine.runOpenContracts();
		assertThat(this.project.history()).contains("2 CONTRACT SUCCEEDED 1/1", "3 CONTRACT HELD 0/1");
	}

	@Test
	void oldInstanceThatAppearsDuringAContractHoldsTheNextOneThatIsAskedFor() {
		MigrationEngine engine = two(OLD_ONE_APPEARS);
		try (LogCapture log = LogCapture.start()) {
			engine.contract(ALL);
			assertThat(log.messages())
				.contains("The contract of migration 3 is held: instances of an older release are alive: old.");
		}
		assertThat(this.project.history()).contains("2 CONTRACT SUCCEEDED 1/1", "3 CONTRACT HELD 0/1");
	}

	@Test
	void registerIsAskedOnceForAllThatAreHeldAndAnewBehindOneThatRan() {
		MigrationEngine engine = two("ALTER TABLE t ALTER b SET NOT NULL;");
		this.project.database().logStatements();
		engine.withdraw(new ContractRequest(MigrationVersion.of("2"), "alice"));
		engine.runOpenContracts();
		assertThat(this.project.history()).contains("2 CONTRACT HELD 0/1", "3 CONTRACT SUCCEEDED 1/1");
		assertThat(looksUnderTheLock()).isOne();
		engine.approve(new ContractRequest(MigrationVersion.of("2"), "alice"));
		this.project.database()
			.execute("UPDATE migration_history SET state = 'HELD' WHERE version = '3' AND step = 'CONTRACT'");
		engine.runOpenContracts();
		assertThat(this.project.history()).contains("2 CONTRACT SUCCEEDED 1/1", "3 CONTRACT SUCCEEDED 1/1");
		assertThat(looksUnderTheLock()).isEqualTo(2);
	}

	private long looksUnderTheLock() {
		List<String> all = this.project.database().statements();
		int lock = 0;
		for (int i = 0; i < all.size(); i++) {
			lock = all.get(i).contains("pg_try_advisory_lock") ? i : lock;
		}
		return all.subList(lock, all.size())
			.stream()
			.filter((sql) -> sql.startsWith("SELECT instance, ") && sql.contains("migration_release"))
			.count();
	}

	@Test
	void contractThatWasEditedWhereItIsDoneDoesNotHoldUpTheNextOne() {
		MigrationEngine engine = editedHalfWay();
		try (LogCapture log = LogCapture.start()) {
			look(engine);
			assertThat(log.messages())
				.anyMatch((message) -> message.startsWith("The contract of migration 2 is open, but "));
		}
		assertThat(this.project.history()).contains("2 CONTRACT FAILED 1/2", "3 CONTRACT SUCCEEDED 1/1");
	}

	@Test
	void contractThatWasEditedWhereItIsDoneDoesNotHoldUpTheNextOneThatIsAskedFor() {
		MigrationEngine engine = editedHalfWay();
		engine.contract(ALL);
		assertThat(this.project.history()).contains("2 CONTRACT FAILED 1/2", "3 CONTRACT SUCCEEDED 1/1");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> engine.contract(ALL))
			.withMessageContaining("edited");
	}

	private MigrationEngine verified() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t VALUES (1, 1);")
			.script("V2__b.sql", """
					-- migrate:up
					ALTER TABLE t ADD COLUMN b int;
					-- migrate:backfill table=t
					UPDATE t SET b = a WHERE b IS NULL AND :batch;
					-- migrate:verify
					SELECT id FROM t WHERE b IS NULL;
					-- migrate:contract
					ALTER TABLE t ALTER b SET NOT NULL;
					-- migrate:down
					ALTER TABLE t DROP COLUMN b;
					-- migrate:down of=contract
					ALTER TABLE t ALTER b DROP NOT NULL;
					""");
		MigrationEngine engine = ready("2");
		execute("UPDATE migration_history SET state = 'SUCCEEDED', statements_done = 1 WHERE step = 'BACKFILL'");
		return engine;
	}

	private MigrationEngine editedHalfWay() {
		MigrationEngine engine = two(HALF_WAY);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine::runOpenContracts);
		assertThat(this.project.history()).contains("2 CONTRACT FAILED 1/2", "3 CONTRACT HELD 0/1");
		second(EDITED);
		pauseIsOver();
		return this.project.engine();
	}

	private MigrationEngine two(String contract) {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, a int);");
		second(contract);
		this.project.script("V3__c.sql", """
				-- migrate:up
				ALTER TABLE t ADD COLUMN c int;
				-- migrate:contract
				ALTER TABLE t ALTER c SET NOT NULL;
				-- migrate:down
				ALTER TABLE t DROP COLUMN c;
				-- migrate:down of=contract
				ALTER TABLE t ALTER c DROP NOT NULL;
				""");
		return ready("2", "3");
	}

	private void second(String contract) {
		this.project.script("V2__b.sql", """
				-- migrate:up
				ALTER TABLE t ADD COLUMN b int;
				-- migrate:contract
				%s
				-- migrate:down
				ALTER TABLE t DROP COLUMN b;
				-- migrate:down of=contract
				DROP INDEX IF EXISTS t_a;
				""".formatted(contract));
	}

	private MigrationEngine ready(String... versions) {
		MigrationEngine engine = this.project.engine();
		engine.migrate();
		for (String version : versions) {
			engine.approve(new ContractRequest(MigrationVersion.of(version), "alice"));
		}
		engine.heartbeat();
		return engine;
	}

	private static void look(MigrationEngine engine) {
		engine.heartbeat();
		if (engine.rollout().isAnyOpen()) {
			engine.runOpenContracts();
		}
	}

	private void pauseIsOver() {
		execute("UPDATE migration_history SET finished_at = finished_at - interval '2 minutes' WHERE state = 'FAILED'");
	}

	private void execute(String sql) {
		this.project.database().execute(sql);
	}

}
