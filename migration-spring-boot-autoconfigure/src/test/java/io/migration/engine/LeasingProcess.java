// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationException;
import io.migration.MigrationOptions;
import io.migration.MigrationRun;

/**
 * A process that migrates once with a short lease, and can be stopped and woken.
 */
public final class LeasingProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private LeasingProcess(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
	}

	static LeasingProcess launch(String url, String user, String password, Path folder, LockOptions lock,
			String instance) {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				LeasingProcess.class.getName(), url, user, password, folder.toString(), lock.type().name(),
				lock.lease().toString(), instance);
		try {
			return new LeasingProcess(
					new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static void main(String[] arguments) {
		MigrationOptions options = MigrationOptions.builder()
			.scripts(MigratingProcess.scripts(arguments))
			.lock(new LockOptions(LockType.valueOf(arguments[4]), Duration.ofMinutes(1), Duration.parse(arguments[5])))
			.identity(new InstanceIdentity(arguments[6], null, null, null))
			.build();
		try (HikariDataSource pool = MigratingProcess.pool(arguments)) {
			MigrationRun run = MigrationEngineFactory
				.create(pool, options, List.of(), List.of(), LeasingProcess.class.getClassLoader())
				.migrate();
			System.out.println("outcome: ran " + run.steps().size());
		}
		catch (MigrationException ex) {
			System.out.println("outcome: " + ex.getClass().getSimpleName());
		}
	}

	void stop() {
		signal("STOP");
	}

	void wake() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			int exit = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO()
				.start()
				.waitFor();
			if (exit != 0) {
				throw new IllegalStateException("kill -" + name + " ended with " + exit);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String outcome() {
		try {
			String line = this.output.readLine();
			while (line != null && !line.startsWith("outcome: ")) {
				System.out.println("[child] " + line);
				line = this.output.readLine();
			}
			this.process.waitFor(30, TimeUnit.SECONDS);
			return (line != null) ? line.substring("outcome: ".length()) : "none";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
