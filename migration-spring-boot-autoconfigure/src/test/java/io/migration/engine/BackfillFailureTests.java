// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;

import io.migration.BackfillAction;
import io.migration.BackfillRequest;
import io.migration.BackfillSettings;
import io.migration.BackfillSettings.OnError;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rows that cannot be changed, sessions that are in the way, and passes that
 * find no end.
 */
class BackfillFailureTests {

	private static final MigrationVersion VERSION = MigrationVersion.of("1");

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	private BackfillSettings settings = BackfillSettings.DEFAULTS;

	@BeforeEach
	void createRows() {
		this.project.database().execute("CREATE TABLE item (id int PRIMARY KEY, price text, cents int)");
		this.project.database().execute("INSERT INTO item SELECT i, i::text, NULL FROM generate_series(1, 3000) i");
		this.project.options(this::configure);
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	private void configure(MigrationOptions.Builder builder) {
		builder.plan(TestProject.baselineAt("0")).backfill(this.settings);
	}

	@Test
	void halvesAFailingBatchDownToTheRowAndReportsItsKey() {
		this.project.database().execute("UPDATE item SET price = 'free' WHERE id = 1234");
		MigrationEngine engine = convert("");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("state")).isEqualTo("FAILED");
		assertThat(this.project.cursor("error"))
			.contains("Backfill of migration 1 failed in V1__fill.sql, line 4, statement 1 of 1")
			.contains("    UPDATE item SET cents = price::int * 100 WHERE cents IS NULL AND :batch")
			.contains("for the row with id = 1234")
			.contains("SQLSTATE 22P02")
			.contains("migration.backfill.on-error=skip")
			.doesNotContain("free");
		assertThat(this.project.history()).contains("1 BACKFILL FAILED 0/1");
		assertThat(this.project.cursor(
				"(SELECT string_agg(low::text || high::text, ',') FROM migration_backfill_range WHERE state = 'FAILED')"))
			.isEqualTo("{1233}{1234}");
	}

	@Test
	void passesOverRowsThatFailIfToldToAndFailsAtTheEndWithTheirKeys() {
		skip();
		this.project.database().execute("UPDATE item SET price = 'free' WHERE id IN (7, 1234)");
		MigrationEngine engine = convert("");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("state || ' ' || pass")).isEqualTo("FAILED 3");
		assertThat(this.project.cursor("error")).contains("has passed over rows")
			.contains("id = 7")
			.contains("id = 1234");
		assertThat(left()).isEqualTo(2);
	}

	@Test
	void isCompleteAlthoughRowsFailIfVerifySaysSo() {
		skip();
		this.project.database().execute("UPDATE item SET price = 'free' WHERE id = 7");
		MigrationEngine engine = convert(
				"-- migrate:verify\nSELECT id FROM item WHERE cents IS NULL AND price <> 'free';");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.cursor("state || ' ' || skipped::text")).isEqualTo("SUCCEEDED {\"id = 7\"}");
	}

	@Test
	void triesRowsThatFailedAgainInTheNextPass() {
		skip();
		this.project.database().execute("""
				CREATE SEQUENCE tries;
				CREATE FUNCTION fail_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				IF OLD.id = 7 AND nextval('tries') < 6 THEN RAISE 'not yet'; END IF; RETURN NEW; END $$;
				CREATE TRIGGER fail_first BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION fail_first()""");
		assertThat(convert("").backfill()).isFalse();
		assertThat(left()).isZero();
		assertThat(this.project.cursor("state || ' ' || skipped::text")).isEqualTo("SUCCEEDED {}");
	}

	@Test
	void failsAtOnceForAStatementThatCannotRun() {
		skip();
		MigrationEngine engine = migrate("UPDATE item SET sense = 1 WHERE cents IS NULL AND :batch;");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("error")).contains("line 4")
			.contains("SQLSTATE 42703")
			.contains("Correct the statement");
		assertThat(this.project.cursor("skipped::text")).isEqualTo("{}");
	}

	@Test
	void editedStatementGoesOnWhereItWasIfNoRowMayBeChangedTwice() {
		this.project.database().execute("UPDATE item SET price = 'free' WHERE id = 1234");
		String counted = "UPDATE item SET cents = coalesce(cents, 0) + 1 + (%s) * 0 WHERE :batch;";
		MigrationEngine engine = migrate(counted.formatted("price::int"), " once=true");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM item WHERE cents = 1")).isPositive();
		engine = migrate(counted.formatted("nullif(price, 'free')::int") + " -- edited", " once=true");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.value(String.class,
				"SELECT concat_ws(' ', count(*), min(cents), max(cents)) FROM item WHERE id <> 1234"))
			.isEqualTo("2999 1 1");
	}

	@Test
	void onePausedBeforeItBeganIsBegunWhenItIsResumed() {
		this.project.database().execute("UPDATE item SET price = 'free' WHERE id = 1");
		MigrationEngine engine = convert("");
		engine.backfill();
		this.project.database().execute("UPDATE item SET price = '1' WHERE id = 1");
		this.project.database()
			.execute("UPDATE migration_backfill SET state = 'RUNNING', pass = 0, key_columns = NULL, key_types = NULL, "
					+ "position = NULL");
		assertThat(engine.backfill()).isFalse();
		assertThat(left()).isZero();
	}

	@Test
	void failsIfVerifyStillReturnsRows() {
		MigrationEngine engine = convert("-- migrate:verify\nSELECT id FROM item WHERE id < 3;");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("error")).contains("is not complete after 3 passes: 'verify' returns rows")
			.contains("id = 1")
			.contains("id = 2");
	}

	@Test
	@Timeout(60)
	void failsIfVerifyCannotRunAndGoesOnWithACorrectedOne() {
		MigrationEngine engine = convert("-- migrate:verify\nSELECT id FROM item WHERE cent IS NULL;");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("state")).isEqualTo("FAILED");
		assertThat(this.project.cursor("error")).contains("failed in 'verify' of V1__fill.sql, line 6:")
			.contains("\"cent\" does not exist (SQLSTATE 42703)")
			.contains("Correct the query, then resume the backfill");
		assertThat(this.project.history()).contains("1 BACKFILL FAILED 0/1");
		engine = convert("-- migrate:verify\nSELECT id FROM item WHERE cents IS NULL;");
		resume(engine);
		assertThat(engine.backfill()).isFalse();
		assertThat(left()).isZero();
	}

	@Test
	@Timeout(60)
	void failsIfItsKeysCannotBeRead() {
		MigrationEngine engine = convert("");
		engine.backfill(BackfillRequest.of(VERSION, BackfillAction.PAUSE));
		this.project.database()
			.execute(
					"""
							UPDATE migration_backfill SET state = 'RUNNING', pass = 1, key_columns = '{id}', key_types = '{integer}';
							ALTER TABLE item RENAME id TO number""");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("error")).contains("failed while the keys (id) of its table were read:")
			.contains("SQLSTATE 42703");
		this.project.database().execute("ALTER TABLE item RENAME number TO id");
		resume(engine);
		assertThat(engine.backfill()).isFalse();
		assertThat(left()).isZero();
	}

	@Test
	void failsIfTheLastPassStillChangesRowsAndTellsWhere() {
		MigrationEngine engine = migrate("UPDATE item SET cents = 1 WHERE id BETWEEN 10 AND 12 AND :batch;");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("error")).contains("is not complete after 3 passes")
			.contains("the last one still changed 3 rows, with keys")
			.contains("up to (");
	}

	@Test
	void goesAroundARowThatIsLockedAndComesBack() throws SQLException {
		MigrationEngine engine = convert("");
		try (TestSession session = this.project.database().session()) {
			session.execute("BEGIN").execute("UPDATE item SET price = '5' WHERE id = 5");
			Future<Boolean> run = this.background.run(engine::backfill);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> this.project.value(Integer.class, "SELECT count(*) FROM item WHERE cents IS NULL") < 2);
			assertThat(run).isNotDone();
			session.execute("COMMIT");
			assertThat(Background.result(run)).isFalse();
		}
		assertThat(left()).isZero();
	}

	@Test
	void waitsForOpenTransactionsBeforeTheNextPassAndFindsTheirRows() throws SQLException {
		MigrationEngine engine = convert("");
		try (TestSession session = this.project.database().session()) {
			session.execute("BEGIN").execute("INSERT INTO item VALUES (0, '0'), (9000, '9000')");
			Future<Boolean> run = this.background.run(engine::backfill);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.ignoreExceptionsInstanceOf(BadSqlGrammarException.class)
				.until(() -> this.project.cursor("coalesce(throttled_by, '')")
					.contains("pass 2 waits for 1 open transaction"));
			session.execute("COMMIT");
			assertThat(Background.result(run)).isFalse();
		}
		assertThat(left()).isZero();
		assertThat(this.project.cursor("pass || ' ' || changed || ' ' || coalesce(throttled_by, '')"))
			.isEqualTo("3 3002 ");
	}

	@Test
	void asksVerifyOnceBeforeItWaitsForOpenTransactions() throws SQLException {
		this.project.database().execute("CREATE SEQUENCE asked");
		MigrationEngine engine = convert("-- migrate:verify\nSELECT nextval('asked');");
		engine.backfill(BackfillRequest.of(VERSION, BackfillAction.PAUSE));
		this.project.database().execute("""
				UPDATE migration_backfill SET state = 'RUNNING', pass = 2, ended = true, key_columns = '{id}',
				key_types = '{integer}'""");
		try (TestSession session = this.project.database().session()) {
			session.execute("BEGIN").execute("INSERT INTO item VALUES (0, '0')");
			Future<Boolean> run = this.background.run(engine::backfill);
			Awaitility.await()
				.until(() -> this.project.cursor("coalesce(throttled_by, '')").contains("pass 3 waits for 1 open"));
			Awaitility.await()
				.during(Duration.ofSeconds(1))
				.until(() -> this.project.value(Integer.class, "SELECT last_value FROM asked") == 1);
			session.execute("COMMIT");
			assertThat(Background.result(run)).isTrue();
		}
		assertThat(this.project.cursor("pass || ' ' || changed")).isEqualTo("3 3001");
	}

	private void skip() {
		this.settings = new BackfillSettings(Duration.ofMillis(200), 1000, 3, OnError.SKIP, Duration.ofMillis(500));
	}

	private MigrationEngine convert(String more) {
		return migrate("UPDATE item SET cents = price::int * 100 WHERE cents IS NULL AND :batch;\n" + more);
	}

	private MigrationEngine migrate(String statements) {
		return migrate(statements, "");
	}

	private MigrationEngine migrate(String statements, String options) {
		return this.project.migrateBackfill("table=item" + options, statements);
	}

	private static void resume(MigrationEngine engine) {
		engine.backfill(BackfillRequest.of(VERSION, BackfillAction.RESUME));
	}

	private int left() {
		return this.project.value(Integer.class, "SELECT count(*) FROM item WHERE cents IS NULL");
	}

}
