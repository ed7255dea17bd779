// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.migration.testing.TestDatabase;

/**
 * A real process. It is started in advance, since that is what takes longest.
 */
final class Child implements AutoCloseable {

	private final Process process;

	private Child(Process process) {
		this.process = process;
	}

	static Child launch(ChildImage image, String archiveOption) {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:cds=off",
				"-Xlog:cds+dynamic=off", archiveOption, "-Dslf4j.internal.verbosity=ERROR", "-cp", image.classPath(),
				CrashingProcess.class.getName());
		try {
			return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void begin(String url, TestDatabase database, Operation operation) {
		List<String> lines = List.of(url, database.username(), database.password(), operation.line(), "");
		try {
			this.process.getOutputStream().write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void kill() {
		try {
			if (!this.process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The process survived");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait for its end.
	 * @return everything that it has said
	 */
	String output() {
		try {
			return new String(this.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
