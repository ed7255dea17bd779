// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migration.BackfillPressure;
import io.migration.BackfillPressure.Level;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.backfill.BackfillPace.Pace;
import io.migration.database.postgresql.PostgreSqlDatabase;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThrottledPace} on a real database.
 */
class ThrottledPaceTests {

	private final SetClock clock = new SetClock();

	private final SaidThrottle own = new SaidThrottle("queue-length");

	private final List<TestSession> idle = new ArrayList<>();

	private TestDatabase database;

	private Connection connection;

	@BeforeEach
	void open() throws SQLException {
		this.database = PostgresServer.newDatabase();
		this.database.execute("CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'Cup')");
		this.connection = this.database.dataSource().getConnection();
		for (int i = 0; i < 4; i++) {
			this.idle.add(this.database.session());
		}
	}

	@AfterEach
	void close() throws SQLException {
		this.idle.forEach(TestSession::close);
		this.connection.close();
		this.database.close();
	}

	@Test
	void nothingIsInTheWayOfABackfillThatIsAlone() {
		assertThat(pace(ThrottleOptions.DEFAULTS).next(this.connection, null)).isEqualTo(Pace.GO);
	}

	@Test
	void strongestPressureCounts() {
		ThrottledPace pace = pace(connections(0));
		assertThat(pace.next(this.connection, null)).satisfies((found) -> {
			assertThat(found.pressure().level()).isEqualTo(Level.HIGH);
			assertThat(found.pressure().reason()).matches("active-connections: \\d+ of \\d+ connections are in use");
			assertThat(found.share()).isEqualTo(0.25);
			assertThat(found.batchTime(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(50));
		});
		this.own.said = BackfillPressure.critical("12 jobs wait");
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(pace.next(this.connection, null).pressure())
			.isEqualTo(BackfillPressure.critical("queue-length: 12 jobs wait"));
	}

	@Test
	void backfillChoosesItsThrottles() {
		ThrottledPace pace = pace(connections(100));
		this.own.said = BackfillPressure.critical("12 jobs wait");
		assertThat(pace.next(this.connection, "off")).isEqualTo(Pace.GO);
		assertThat(pace.next(this.connection, "lock-waits,traffic")).isEqualTo(Pace.GO);
		assertThat(pace.next(this.connection, "active-connections").pressure().level()).isEqualTo(Level.HIGH);
		assertThat(pace.next(this.connection, "queue-length,traffic").pressure().level()).isEqualTo(Level.CRITICAL);
		assertThat(pace.next(this.connection, "rows-per-second")).isEqualTo(new Pace(BackfillPressure.NONE, 100L));
		assertThat(pace.next(this.connection, null).rowsPerSecond()).isEqualTo(100);
	}

	@Test
	void ownThrottleTakesThePlaceOfABuiltInOne() {
		SaidThrottle other = new SaidThrottle("active-connections");
		ThrottledPace pace = new ThrottledPace(new PostgreSqlDatabase("18"), connections(0), () -> List.of(other),
				this.clock);
		assertThat(pace.next(this.connection, null)).isEqualTo(Pace.GO);
	}

	@Test
	void whileOthersWorkBatchesAreShortAndLeaveThemTheTime() {
		ThrottledPace pace = pace(ThrottleOptions.DEFAULTS);
		try (TestSession busy = this.database.session()) {
			Thread work = new Thread(() -> {
				try {
					busy.execute("SELECT count(*) FROM generate_series(1, 1000000000)");
				}
				catch (IllegalStateException ex) {
					// Cancelled
				}
			});
			work.start();
			Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
				this.clock.pass(Duration.ofMillis(100));
				return pace.next(this.connection, null).pressure().level() == Level.HIGH;
			});
			Pace found = pace.next(this.connection, null);
			assertThat(found.pressure().reason()).matches("traffic: \\d\\.\\d sessions of others run on average");
			assertThat(found.batchTime(Duration.ofMillis(200)))
				.isEqualTo(ThrottleOptions.DEFAULTS.traffic().batchTime());
			assertThat(found.pauseAfter(Duration.ofMillis(10))).isEqualTo(
					Duration.ofNanos((long) (10_000_000 * (100.0 / ThrottleOptions.DEFAULTS.traffic().share() - 1))));
			assertThat(found.batchTime(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
			this.database.execute("SELECT pg_cancel_backend(" + busy.pid() + ")");
			Awaitility.await().until(() -> !work.isAlive());
		}
	}

	@Test
	void whoWaitsForABatchIsSeenBeforeItCommits() throws SQLException {
		ThrottledPace pace = pace(ThrottleOptions.DEFAULTS);
		this.connection.setAutoCommit(false);
		execute("SET LOCAL application_name = 'migration 5 BACKFILL shop-1'");
		execute("UPDATE item SET name = 'Mug'");
		try (TestSession waiting = this.database.session()) {
			Thread wait = new Thread(() -> waiting.execute("UPDATE item SET name = 'Jug'"));
			wait.start();
			Awaitility.await()
				.until(() -> this.database.jdbc()
					.sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = ?")
					.param(waiting.pid())
					.query(Integer.class)
					.single() == 1);
			pace.beforeCommit(this.connection, "traffic");
			assertThat(pace.next(this.connection, null)).isEqualTo(Pace.GO);
			pace.beforeCommit(this.connection, null);
			this.connection.commit();
			this.connection.setAutoCommit(true);
			Awaitility.await().until(() -> !wait.isAlive());
		}
		assertThat(pace.next(this.connection, null).pressure())
			.isEqualTo(BackfillPressure.high("lock-waits: 1 sessions wait for locks, 1 of them for a backfill"));
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(pace.next(this.connection, null)).isEqualTo(Pace.GO);
	}

	@Test
	void lookThatFailsDoesNotCostTheBatch() throws SQLException {
		this.own.inside = true;
		this.own.failing = "SELECT 1 / 0";
		ThrottledPace pace = pace(ThrottleOptions.DEFAULTS);
		this.connection.setAutoCommit(false);
		execute("UPDATE item SET name = 'Mug'");
		pace.beforeCommit(this.connection, "queue-length");
		this.connection.commit();
		assertThat(this.database.jdbc().sql("SELECT name FROM item").query(String.class).single()).isEqualTo("Mug");
	}

	private ThrottledPace pace(ThrottleOptions options) {
		return new ThrottledPace(new PostgreSqlDatabase("18"), options, () -> List.of(this.own), this.clock);
	}

	private static ThrottleOptions connections(long rowsPerSecond) {
		ThrottleOptions defaults = ThrottleOptions.DEFAULTS;
		return new ThrottleOptions(defaults.replicationLag(), new ThrottleOptions.ActiveConnections(true, 1, 100),
				defaults.lockWaits(), defaults.applicationLatency(), defaults.traffic(), rowsPerSecond);
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static final class SaidThrottle implements BackfillThrottle {

		private final String name;

		private BackfillPressure said = BackfillPressure.NONE;

		private boolean inside;

		private @Nullable String failing;

		SaidThrottle(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public boolean insideBatch() {
			return this.inside;
		}

		@Override
		public BackfillPressure measure(JdbcClient jdbc) {
			if (this.failing != null) {
				jdbc.sql(this.failing).query(Integer.class).single();
			}
			return this.said;
		}

	}

}
