// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that works on backfills until it is killed.
 */
final class BackfillingInstance {

	private final Process process;

	private final BufferedReader output;

	private boolean ready;

	private BackfillingInstance(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
	}

	static BackfillingInstance launch(TestProject project) {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
				System.getProperty("java.class.path"), BackfillingProcess.class.getName(), project.database().url(),
				project.database().username(), project.database().password(), project.folder().toString());
		try {
			return new BackfillingInstance(
					new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until it is about to work.
	 */
	void awaitReady() {
		try {
			String line = this.ready ? "ready" : this.output.readLine();
			while (line != null && !line.equals("ready")) {
				line = this.output.readLine();
			}
			this.ready = line != null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * End it as an empty battery would.
	 */
	void kill() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
