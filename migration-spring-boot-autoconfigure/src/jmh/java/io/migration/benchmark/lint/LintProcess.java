// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.lint;

import java.util.List;

import io.migration.PendingMigration;
import io.migration.hazard.HazardLinter;

/**
 * Main class of a fresh JVM: lints a folder once, and prints how long that took from its
 * first line to the last finding.
 */
public final class LintProcess {

	private LintProcess() {
	}

	/**
	 * Lint a folder.
	 * @param arguments the folder
	 */
	public static void main(String[] arguments) {
		long start = System.nanoTime();
		List<PendingMigration> migrations = HazardLinter.of("filesystem:" + arguments[0]).lint();
		int findings = migrations.stream().mapToInt((migration) -> migration.findings().size()).sum();
		System.out.println((System.nanoTime() - start) / 1e6 + " " + migrations.size() + " " + findings);
	}

}
