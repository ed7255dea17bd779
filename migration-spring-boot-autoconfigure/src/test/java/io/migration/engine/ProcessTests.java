// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.migration.MigrationRun;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten processes and twenty threads that migrate one empty database at the same moment,
 * each with a pool of two connections. System property {@code test.hold-seconds}: how
 * long a transaction stays open that the index build waits for, by default 2.
 */
@Tag("processes")
class ProcessTests {

	private static final Duration HOLD = Duration.ofSeconds(Integer.getInteger("test.hold-seconds", 2));

	private static final int PROCESSES = 10;

	private static final int THREADS = 20;

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	private final List<Instance> processes = new ArrayList<>();

	@BeforeEach
	void prepare() {
		Shop.aroundVersion2(this.project)
			.script("V2__gate.sql", "SELECT pg_advisory_xact_lock(1); INSERT INTO audit VALUES ('2')");
	}

	@AfterEach
	void close() {
		this.processes.forEach(Instance::kill);
		this.background.close();
	}

	@Test
	void processesAndThreadsRunEveryMigrationOnce() {
		CountDownLatch start = new CountDownLatch(1);
		List<Future<MigrationRun>> threads = new ArrayList<>();
		for (int i = 0; i < PROCESSES; i++) {
			this.processes.add(Instance.launch(this.project));
		}
		for (int i = 0; i < THREADS; i++) {
			Callable<MigrationRun> engine = this.project.engine(this.project.database().pool(2))::migrate;
			threads.add(this.background.run(() -> {
				start.await();
				return engine.call();
			}));
		}
		this.processes.forEach((process) -> assertThat(process.readLine()).isEqualTo("ready"));
		List<Future<String>> outcomes;
		try (TestSession gate = this.project.database().session();
				TestSession old = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			this.processes.forEach(Instance::go);
			start.countDown();
			awaitOne("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
			old.execute("BEGIN; INSERT INTO orders VALUES (0, 0)");
			outcomes = this.processes.stream().map((process) -> this.background.run(process::readLine)).toList();
			gate.execute("SELECT pg_advisory_unlock(1)");
			Awaitility.await()
				.during(HOLD)
				.atMost(HOLD.plusSeconds(30))
				.until(() -> this.project.value(Integer.class,
						"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%' AND "
								+ old.pid() + " = ANY (pg_blocking_pids(pid))") == 1);
			old.execute("COMMIT");
		}
		assertThat(Background.results(threads)).extracting(MigrationRun::appliedCount).containsOnly(4);
		assertThat(Background.results(outcomes)).allMatch((line) -> line.matches("applied 4, ran [04]"));
		assertThat(this.project.database().jdbc().sql("SELECT migration FROM audit").query(String.class).list())
			.containsExactly("1", "2", "3", "R");
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 4/4", "2 UP SUCCEEDED 2/2",
				"3 UP SUCCEEDED 2/2", "R__view UP SUCCEEDED 2/2");
		assertThat(this.project.value(Integer.class, "SELECT max(attempts) FROM migration_history")).isOne();
		this.processes.forEach((process) -> assertThat(process.exitCode()).isZero());
	}

	private void awaitOne(String query) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.project.value(Integer.class, query) == 1);
	}

	private record Instance(Process process, BufferedReader output) {

		static Instance launch(TestProject project) {
			List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
					System.getProperty("java.class.path"), MigratingProcess.class.getName(), project.database().url(),
					project.database().username(), project.database().password(), project.folder().toString());
			try {
				Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
				return new Instance(process, process.inputReader(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void go() {
			try {
				this.process.getOutputStream().write('\n');
				this.process.getOutputStream().flush();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Return the next line that is not a message of the log.
		 */
		String readLine() {
			try {
				String line = this.output.readLine();
				while (line != null && !line.equals("ready") && !line.startsWith("applied ")) {
					line = this.output.readLine();
				}
				return String.valueOf(line);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		int exitCode() {
			try {
				return this.process.waitFor(30, TimeUnit.SECONDS) ? this.process.exitValue() : -1;
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		void kill() {
			this.process.destroyForcibly();
		}

	}

}
