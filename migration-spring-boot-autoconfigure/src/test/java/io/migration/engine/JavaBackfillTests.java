// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Future;

import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

import io.migration.BackfillAction;
import io.migration.BackfillBatch;
import io.migration.BackfillRequest;
import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.JavaBackfill;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.PlanOptions;
import io.migration.RollbackRequest;
import io.migration.StepType;
import io.migration.TargetState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for backfills that are written in Java.
 */
class JavaBackfillTests {

	private static final String SCRIPT = """
			-- migrate:up
			ALTER TABLE customer ADD COLUMN sealed_email bytea;
			-- migrate:contract
			ALTER TABLE customer DROP COLUMN email;
			-- migrate:down
			ALTER TABLE customer DROP COLUMN sealed_email;
			""";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	private SecretKey key;

	@BeforeEach
	void createRows() throws GeneralSecurityException {
		this.key = KeyGenerator.getInstance("AES").generateKey();
		this.project.script("V1__customer.sql", """
				CREATE TABLE customer (id bigint PRIMARY KEY, email text, n int NOT NULL DEFAULT 0);
				INSERT INTO customer SELECT i, i || '@example.org' FROM generate_series(1, 3000) i;
				INSERT INTO customer VALUES (4000, NULL);
				""");
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	void encryptsAColumnOfWhichTheMigrationIsAScript() throws GeneralSecurityException {
		this.project.script("V2__seal.sql", SCRIPT);
		MigrationEngine engine = engine(new V2__Encrypt_emails(this.key));
		assertThat(engine.plan().steps().get(1).held()).containsExactly(StepType.BACKFILL, StepType.CONTRACT);
		engine.migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 3/3", "2 UP SUCCEEDED 1/1",
				"2 BACKFILL HELD 0/1", "2 CONTRACT HELD 0/1");
		assertThat(engine.status(0).state()).isEqualTo(TargetState.BACKFILLING);
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.history()).contains("2 BACKFILL SUCCEEDED 1/1");
		for (Customer customer : customers()) {
			assertThat(V2__Encrypt_emails.open(this.key, customer.sealedEmail())).isEqualTo(customer.email());
		}
		assertThat(cursor("concat_ws(' ', name, state, pass, changed, script)"))
			.isEqualTo("Encrypt_emails SUCCEEDED 2 3000 " + V2__Encrypt_emails.class.getName());
	}

	@Test
	void isAMigrationOfItsOwnWithoutAScript() {
		this.project.script("V1_1__column.sql", "ALTER TABLE customer ADD COLUMN sealed_email bytea");
		MigrationEngine engine = engine(new V2__Encrypt_emails(this.key));
		assertThat(engine.lint().get(2).steps()).containsExactly(StepType.UP, StepType.BACKFILL);
		engine.migrate();
		assertThat(this.project.history()).contains("2 UP SUCCEEDED 1/1", "2 BACKFILL HELD 0/1");
		engine.validate();
		assertThat(engine.backfill()).isFalse();
		assertThat(customers()).hasSize(3000);
		assertThat(engine.status(1).applied().get(0).description()).isEqualTo("Encrypt emails");
		assertThat(engine.migrate().appliedCount()).isEqualTo(3);
	}

	@Test
	void changesEachRowOnceWhereverItRuns() {
		MigrationEngine engine = engine(new Counter(true, null));
		engine.migrate();
		Future<Boolean> other = this.background.run(() -> engine(new Counter(true, null)).backfill());
		engine.backfill();
		Background.result(other);
		assertThat(this.project.value(String.class, "SELECT concat_ws(' ', count(*), min(n), max(n)) FROM customer"))
			.isEqualTo("3001 1 1");
		assertThat(cursor("concat_ws(' ', state, pass, changed)")).isEqualTo("SUCCEEDED 1 3001");
	}

	@Test
	void rowThatFailsIsReportedByItsKeyAndNothingElse() {
		MigrationEngine engine = engine(new Counter(true, null) {

			@Override
			public long change(JdbcClient jdbc, BackfillBatch batch) {
				long secret = jdbc.sql("SELECT count(*) FROM customer c WHERE id = 1234 AND " + batch.condition("c"))
					.query(Long.class)
					.single();
				if (secret > 0) {
					throw new IllegalStateException("1234@example.org");
				}
				return super.change(jdbc, batch);
			}

		});
		engine.migrate();
		assertThat(engine.backfill()).isTrue();
		assertThat(cursor("state")).isEqualTo("FAILED");
		assertThat(cursor("error")).contains("Backfill 'Count' of migration 3 failed in ")
			.contains("for the row with id = 1234:")
			.contains("failed with java.lang.IllegalStateException")
			.doesNotContain("example.org");
	}

	@Test
	void databaseErrorOfACodeIsTheOneOfTheServer() {
		MigrationEngine engine = engine(new Counter(true, "UPDATE missing SET n = 1 WHERE "));
		engine.migrate();
		assertThat(engine.backfill()).isTrue();
		assertThat(cursor("error")).contains("SQLSTATE 42P01").contains("Correct the statement");
	}

	@Test
	void backfillThatNeverEndsFailsWithWhatIsLeft() {
		MigrationEngine engine = engine(new Counter(false, null));
		engine.migrate();
		assertThat(engine.backfill()).isTrue();
		assertThat(cursor("concat_ws(' ', state, pass)")).isEqualTo("FAILED 3");
	}

	@Test
	void releaseWithoutTheClassLeavesItToOthers() {
		this.project.script("V2__seal.sql", SCRIPT);
		engine(new V2__Encrypt_emails(this.key)).migrate();
		MigrationEngine without = this.project.engine();
		without.validate();
		assertThat(without.backfill()).isFalse();
		assertThat(this.project.history()).contains("2 BACKFILL HELD 0/1");
	}

	@Test
	void isSteeredBeforeItBegins() {
		MigrationEngine engine = engine(new Counter(false, null));
		engine.migrate();
		assertThat(engine.status(0).backfills().get(0).table()).isEqualTo("public.customer");
		MigrationVersion version = MigrationVersion.of("3");
		BackfillStatus paused = engine.backfill(BackfillRequest.of(version, BackfillAction.PAUSE)).backfill();
		assertThat(paused.state()).isEqualTo(BackfillState.PAUSED);
		assertThat(engine.backfill()).isTrue();
		this.project.database().execute("UPDATE migration_backfill SET state = 'FAILED', pass = 2");
		BackfillStatus resumed = engine.backfill(BackfillRequest.of(version, BackfillAction.RESUME)).backfill();
		assertThat(resumed.state()).isEqualTo(BackfillState.WAITING);
	}

	@Test
	void rollbackOfAScriptTakesItsBackfillAlong() {
		this.project.script("V2__seal.sql", SCRIPT);
		MigrationEngine engine = engine(new V2__Encrypt_emails(this.key));
		engine.migrate();
		engine.backfill();
		engine.rollback(RollbackRequest.toVersion(MigrationVersion.of("1")).acceptingDataLoss());
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM migration_backfill")).isZero();
		engine.migrate();
		assertThat(engine.backfill()).isFalse();
		assertThat(customers()).hasSize(3000);
	}

	private MigrationEngine engine(JavaBackfill... backfills) {
		MigrationOptions options = MigrationOptions.builder()
			.scripts(this.project.scripts())
			.plan(PlanOptions.DEFAULTS)
			.build();
		return MigrationEngineFactory.create(this.project.database().dataSource(), options, List.of(),
				List.of(backfills), List.of(), getClass().getClassLoader());
	}

	private List<Customer> customers() {
		return this.project.database()
			.jdbc()
			.sql("SELECT email, sealed_email FROM customer WHERE sealed_email IS NOT NULL")
			.query(Customer.class)
			.list();
	}

	private String cursor(String expression) {
		return this.project.value(String.class, "SELECT " + expression + " FROM migration_backfill");
	}

	record Customer(String email, byte[] sealedEmail) {

	}

	/**
	 * Counts what was changed; cannot recognise rows that are done.
	 */
	private static class Counter implements JavaBackfill {

		private final boolean once;

		private final @Nullable String statement;

		Counter(boolean once, @Nullable String statement) {
			this.once = once;
			this.statement = statement;
		}

		@Override
		public MigrationVersion version() {
			return MigrationVersion.of("3");
		}

		@Override
		public String description() {
			return "Count";
		}

		@Override
		public String table() {
			return "public.customer";
		}

		@Override
		public List<String> key() {
			return List.of("id");
		}

		@Override
		public boolean once() {
			return this.once;
		}

		@Override
		public long change(JdbcClient jdbc, BackfillBatch batch) {
			String sql = (this.statement != null) ? this.statement : "UPDATE public.customer SET n = n + 1 WHERE ";
			return jdbc.sql(sql + batch.condition()).update();
		}

	}

}
