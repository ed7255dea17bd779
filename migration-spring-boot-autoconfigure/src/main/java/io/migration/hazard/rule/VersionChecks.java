// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.effect.EffectModel;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.SchemaModel;

/**
 * What the version of the server does not have yet.
 */
final class VersionChecks implements Check {

	private static final HazardRule NEWER = HazardRule
		.error("needs-newer-server", RiskClass.SAFE,
				"Syntax or a function that the version of the server does not have")
		.why("The server refuses it, so the migration fails. Only reported where the version is known: from the "
				+ "database, or from migration.hazard.server-version.")
		.advice("Write it in the way of the older version, or update the server first.");

	@Override
	public List<HazardRule> rules() {
		return List.of(NEWER);
	}

	@Override
	public void check(Situation situation, Report report) {
		SchemaModel schema = situation.schema();
		boolean whole = situation.action().range().start() == situation.sql().tokens().get(0).offset();
		if (!whole || schema.isVersionAssumed()) {
			return;
		}
		int needed = EffectModel.neededVersion(situation.sql(), situation.action(), schema);
		if (!schema.version().isAtLeast(needed)) {
			report.add(Draft.of(NEWER, situation.action().range(),
					"PostgreSQL %d refuses it: it needs %d.".formatted(schema.version().major(), needed)));
		}
	}

}
