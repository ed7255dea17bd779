// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances share two backfills, and random ones of them are killed at random
 * moments. The first backfill counts, so that a row that is changed twice or never is
 * noticed; nobody else writes its table. The second one can be repeated, while others
 * insert, delete, change keys, and keep transactions open.
 * <p>
 * System properties: {@code test.backfill-kills} says how many are killed, by default 8;
 * {@code test.seed} repeats the choices of a run.
 */
@Tag("processes")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "kills processes")
class BackfillKillTests {

	private static final int KILLS = Integer.getInteger("test.backfill-kills", 8);

	private static final long SEED = Long.getLong("test.seed", System.nanoTime());

	private static final int INSTANCES = 3;

	private static final int ROWS = 1500 * KILLS;

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Random random = new Random(SEED);

	private final List<BackfillingInstance> instances = new ArrayList<>();

	@AfterEach
	void close() {
		this.instances.forEach(BackfillingInstance::kill);
	}

	@Test
	void killedInstancesLeaveEachRowChangedExactlyOnce() throws InterruptedException {
		prepare();
		for (int i = 0; i < INSTANCES; i++) {
			this.instances.add(BackfillingInstance.launch(this.project));
		}
		int kills = 0;
		try (PeopleWriters writers = new PeopleWriters(this.project.database(), ROWS)) {
			writers.start();
			while (kills < KILLS && !isComplete()) {
				killOne();
				kills++;
			}
			Awaitility.await().atMost(Duration.ofMinutes(3)).until(this::isComplete);
			writers.stop();
			writers.requireNothingLost();
		}
		System.out.printf("%d instances were killed, seed %d%n", kills, SEED);
		assertThat(kills).as("kills before the end").isEqualTo(KILLS);
		assertThat(numbers("SELECT n, count(*) FROM counted GROUP BY n ORDER BY n")).containsExactly("1:" + ROWS);
		assertThat(numbers("SELECT id, 0 FROM people WHERE full_name IS DISTINCT FROM first || ' ' || last")).isEmpty();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 3/3", "2 UP SUCCEEDED 4/4",
				"2 BACKFILL SUCCEEDED 1/1", "2 BACKFILL SUCCEEDED 1/1");
	}

	private void prepare() {
		this.project.script("V1__tables.sql", """
				CREATE TABLE counted (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0);
				INSERT INTO counted SELECT i FROM generate_series(1, %1$d) i;
				CREATE TABLE people AS SELECT i::bigint * 10 AS id, 'first' || i AS first, 'last' || i AS last,
				    NULL::text AS full_name FROM generate_series(1, %1$d) i;
				""".formatted(ROWS));
		this.project.script("V2__backfills.sql", """
				-- migrate:up
				ALTER TABLE people ADD PRIMARY KEY (id);
				CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
				    PERFORM pg_sleep(0.0005) WHERE current_setting('migration.backfill', true) = 'on';
				    RETURN NEW;
				END $$;
				CREATE TRIGGER slow BEFORE UPDATE ON counted FOR EACH ROW EXECUTE FUNCTION slow();
				CREATE TRIGGER slow BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION slow();

				-- migrate:backfill name=count table=counted once=true batch=50
				UPDATE counted SET n = n + 1 WHERE :batch;

				-- migrate:backfill name=names table=people batch=50
				UPDATE people SET full_name = first || ' ' || last
				 WHERE full_name IS DISTINCT FROM first || ' ' || last AND :batch;

				-- migrate:verify
				SELECT id FROM people WHERE full_name IS DISTINCT FROM first || ' ' || last;
				""");
		this.project.engine().migrate();
	}

	private void killOne() {
		BackfillingInstance victim = this.instances.get(this.random.nextInt(INSTANCES));
		victim.awaitReady();
		pause(Duration.ofMillis(this.random.nextInt(400)));
		victim.kill();
		this.instances.set(this.instances.indexOf(victim), BackfillingInstance.launch(this.project));
	}

	private static void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.pollDelay(Duration.ZERO)
			.until(() -> System.nanoTime() >= end);
	}

	private boolean isComplete() {
		return this.project.value(Integer.class,
				"SELECT count(*) FROM migration_history WHERE step = 'BACKFILL' AND state = 'SUCCEEDED'") == 2;
	}

	private List<String> numbers(String query) {
		return this.project.database()
			.jdbc()
			.sql(query)
			.query((row, number) -> row.getLong(1) + ":" + row.getLong(2))
			.list();
	}

}
