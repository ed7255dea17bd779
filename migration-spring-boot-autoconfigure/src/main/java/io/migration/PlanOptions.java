// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.springframework.util.Assert;

/**
 * What to do when history and scripts differ.
 *
 * @param outOfOrder about a pending migration older than the newest applied one
 * @param onAhead about a database that is ahead of this application
 * @param baselineOnMigrate whether a schema with objects but without a history is taken
 * over at the baseline version
 * @param baselineVersion the version that such a schema already has
 * @param baselineDescription the description of the baseline row
 * @param createSchemas whether a missing schema is created
 * @since 1.0.0
 */
public record PlanOptions(OutOfOrder outOfOrder, OnAhead onAhead, boolean baselineOnMigrate,
		MigrationVersion baselineVersion, String baselineDescription, boolean createSchemas) {

	/**
	 * What applies unless something else is said.
	 */
	public static final PlanOptions DEFAULTS = new PlanOptions(OutOfOrder.FAIL, OnAhead.WARN, false,
			MigrationVersion.of("1"), "baseline", false);

	public PlanOptions {
		Assert.hasText(baselineDescription, "'baselineDescription' must not be empty");
	}

}
