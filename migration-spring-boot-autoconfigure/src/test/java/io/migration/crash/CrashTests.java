// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills real processes at every kind of statement and at random moments, starts again,
 * and compares the outcome with the model. System properties: {@code crash.kills} (at
 * least as many kills, by default 160), {@code crash.seed} (makes the same choices
 * again), {@code crash.case} (runs one case of the plan only).
 */
@Tag("processes")
class CrashTests {

	private static final int KILLS = Integer.getInteger("crash.kills", 160);

	private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

	private static final int ONLY = Integer.getInteger("crash.case", 0);

	private static final int AT_RANDOM = 20;

	private static final int WORKERS = 3;

	@TempDir
	Path folder;

	private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

	private final Histogram histogram = new Histogram();

	private final List<Throwable> failures = new ArrayList<>();

	private int begun;

	private final AtomicInteger converged = new AtomicInteger();

	@AfterEach
	void close() {
		this.workers.shutdownNow();
	}

	@Test
	void whateverIsKilledConvergesToTheModel() throws InterruptedException {
		System.out.println("Crash tests: -Dcrash.seed=" + SEED + " -Dcrash.kills=" + KILLS);
		List<Profile> profiles = Scenario.all(this.folder).stream().map(Profile::of).toList();
		Plan plan = new Plan(SEED, profiles);
		try (Children children = new Children(ChildImage.train(this.folder, profiles.get(0).first()))) {
			run(plan.cells(), children);
			run(plan.random(AT_RANDOM), children);
			while (ONLY == 0 && this.histogram.kills() < KILLS && this.failures.isEmpty()) {
				run(plan.random(KILLS - this.histogram.kills()), children);
			}
			for (int last = AT_RANDOM; last < ONLY; last++) {
				run(plan.random(1), children);
			}
		}
		System.out.println(this.histogram);
		System.out.println(this.histogram.kills() + " kills, " + this.converged + " of " + this.begun
				+ " cases converged (seed " + SEED + ")");
		assertThat(this.failures).isEmpty();
		assertThat(this.converged).hasValue(this.begun);
		if (ONLY == 0) {
			assertThat(this.histogram.missing(Cell.of(profiles))).isEmpty();
			assertThat(this.histogram.kills()).isGreaterThanOrEqualTo(KILLS);
		}
	}

	private void run(List<CrashCase> cases, Children children) throws InterruptedException {
		List<Future<?>> runs = new ArrayList<>();
		cases.stream().filter((crash) -> ONLY == 0 || crash.number() == ONLY).forEach((crash) -> {
			this.begun++;
			runs.add(this.workers.submit(() -> {
				crash.run(children::next).forEach(this.histogram::add);
				this.converged.incrementAndGet();
			}));
		});
		for (Future<?> run : runs) {
			try {
				run.get();
			}
			catch (ExecutionException ex) {
				this.failures.add(ex.getCause());
			}
		}
	}

}
