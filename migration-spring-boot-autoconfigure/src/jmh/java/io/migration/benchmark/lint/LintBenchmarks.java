// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.lint;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;

/**
 * Main class: lints the same scripts in one fresh JVM after the other, with the default
 * options of the JVM, and prints what was measured. Takes the number of rounds, and
 * perhaps a folder of scripts to lint instead of a thousand that it writes itself.
 */
public final class LintBenchmarks {

	private static final int SCRIPTS = 1000;

	private LintBenchmarks() {
	}

	/**
	 * Measure.
	 * @param arguments how often, 10 by default, and a folder
	 * @throws Exception if a child fails
	 */
	public static void main(String[] arguments) throws Exception {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 10;
		Path folder = (arguments.length > 1) ? Path.of(arguments[1])
				: LintScripts.write(Files.createTempDirectory("lint-benchmark"), SCRIPTS);
		System.out.println("Folder: " + folder + ", " + bytes(folder) / 1000 + " kB");
		double[] linting = new double[rounds];
		double[] processes = new double[rounds];
		for (int round = 0; round < rounds; round++) {
			long start = System.nanoTime();
			String[] values = run(folder);
			processes[round] = (System.nanoTime() - start) / 1e6;
			linting[round] = Double.parseDouble(values[0]);
			System.out.printf("Round %d: %s files, %s findings, linting %.0f ms, whole process %.0f ms%n", round + 1,
					values[1], values[2], linting[round], processes[round]);
		}
		print("Linting", linting);
		print("Whole process", processes);
	}

	private static String[] run(Path folder) throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", classPath(), LintProcess.class.getName(), folder.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException("A child failed: " + output);
		}
		return output.strip().lines().reduce("", (first, last) -> last).split(" ");
	}

	// The module itself first, as its classes are nearly all that is loaded
	private static String classPath() {
		return System.getProperty("benchmark.jar") + File.pathSeparator + System.getProperty("java.class.path");
	}

	private static long bytes(Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			return files.mapToLong((file) -> file.toFile().length()).sum();
		}
	}

	private static void print(String what, double[] values) {
		double[] sorted = DoubleStream.of(values).sorted().toArray();
		double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
		System.out.printf("%s: median %.0f ms, min %.0f, max %.0f, of %d fresh JVMs%n", what, median, sorted[0],
				sorted[sorted.length - 1], sorted.length);
	}

}
