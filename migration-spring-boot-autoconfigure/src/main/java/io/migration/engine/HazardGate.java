// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.Finding;
import io.migration.HazardMode;
import io.migration.HazardsFoundException;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is about to happen, and refuses it where that was asked for.
 */
final class HazardGate {

	private static final Logger logger = LoggerFactory.getLogger(HazardGate.class);

	private HazardGate() {
	}

	static void check(List<PendingMigration> pending, HazardMode mode) {
		pending.forEach(HazardGate::log);
		List<Finding> errors = pending.stream()
			.flatMap((migration) -> migration.findings().stream())
			.filter((finding) -> finding.severity() == Severity.ERROR)
			.toList();
		if (mode == HazardMode.FAIL && !errors.isEmpty()) {
			throw new HazardsFoundException(errors);
		}
	}

	private static void log(PendingMigration migration) {
		if (migration.risk() != null && migration.risk() != RiskClass.SAFE) {
			logger.info("Migration {} is {}{}", migration.name(), migration.risk(),
					migration.reversible() ? "" : ", and cannot be undone");
		}
		for (Finding finding : migration.findings()) {
			String line = "%s: %s [%s]".formatted(finding.place(), finding.message(), finding.rule());
			if (finding.severity() == Severity.INFO) {
				logger.debug(line);
			}
			else {
				logger.warn(line);
			}
		}
	}

}
