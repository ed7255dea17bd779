// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An instance, in a JVM of its own.
 */
final class WorkerProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final Path log;

	private WorkerProcess(Process process, Path log) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.log = log;
	}

	static WorkerProcess start(String classPath, List<String> arguments, Path log) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-cp", classPath,
				"io.migration.benchmark.child.BackfillChild"));
		command.addAll(arguments);
		return new WorkerProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
	}

	void awaitReady() throws IOException {
		await("@ready");
	}

	void go() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	void awaitDone() throws IOException {
		await("@done");
	}

	private void await(String mark) throws IOException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.equals(mark)) {
				return;
			}
			Files.writeString(this.log, line + System.lineSeparator(), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		throw new IllegalStateException("An instance has ended before it said " + mark + ", see " + this.log);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
