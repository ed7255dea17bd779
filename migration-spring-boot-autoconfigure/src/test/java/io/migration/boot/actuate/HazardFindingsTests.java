// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import io.migration.Finding;
import io.migration.Finding.Position;
import io.migration.Knowledge;
import io.migration.MigrationKind;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.StepType;
import io.migration.boot.actuate.TargetDescriptor.PendingDescriptor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint tells of hazards.
 */
class HazardFindingsTests {

	private static final PendingMigration MIGRATION = new PendingMigration("4", "more", MigrationKind.VERSIONED,
			"V4__more.sql", List.of(StepType.UP), false, RiskClass.BLOCKING,
			List.of(new Finding("set-not-null", Severity.ERROR, RiskClass.BLOCKING,
					"classpath:db/migration/V4__more.sql", StepType.UP, new Position(3, 1, 3, 9),
					"Reads all rows of users.", List.of(), "Prove it first.", "ALTER TABLE users ...;", null,
					Knowledge.CATALOG)));

	@Test
	void recipesAreForThoseWhoSeeStatements() {
		assertThat(PendingDescriptor.of(MIGRATION, true).findings())
			.containsExactly(new FindingDescriptor("set-not-null", Severity.ERROR, 3, "Reads all rows of users.",
					"Prove it first.\nALTER TABLE users ...;"));
	}

	@Test
	void everybodySeesTheAdvice() {
		PendingDescriptor pending = PendingDescriptor.of(MIGRATION, false);
		assertThat(pending.risk()).isEqualTo(RiskClass.BLOCKING);
		assertThat(pending.findings()).containsExactly(new FindingDescriptor("set-not-null", Severity.ERROR, 3,
				"Reads all rows of users.", "Prove it first."));
	}

}
