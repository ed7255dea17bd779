// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A fresh JVM. It is started, says that it is ready, is told to go, and prints values.
 */
final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final BufferedWriter log;

	private ChildJvm(Process process, Path log) throws IOException {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.log = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	static ChildJvm start(Path log, List<String> options, String classPath, String main, List<String> arguments)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// The anonymous statistics that Liquibase sends would be measured as well
		command.addAll(List.of("-Xmx1g", "-Dliquibase.analytics.enabled=false"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, main));
		command.addAll(arguments);
		return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
	}

	void awaitReady() throws IOException {
		if (!readUntil("@ready", new Readings())) {
			throw new IllegalStateException("A child did not get ready, see its log");
		}
	}

	void go() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	Readings values() throws IOException, InterruptedException {
		Readings values = new Readings();
		readUntil(null, values);
		if (!this.process.waitFor(1, TimeUnit.MINUTES) || this.process.exitValue() != 0 || values.values().isEmpty()) {
			throw new IllegalStateException("A child failed, see its log");
		}
		return values;
	}

	private boolean readUntil(@Nullable String end, Readings values) throws IOException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.equals(end)) {
				return true;
			}
			if (line.startsWith("@")) {
				values.add(line);
			}
			this.log.write(line);
			this.log.newLine();
		}
		return false;
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		this.log.close();
	}

}
