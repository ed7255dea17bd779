// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.migration.MigrationOptions;
import io.migration.backfill.BackfillPace;
import io.migration.backfill.BackfillSession.Place;
import io.migration.database.SecretMask;
import io.migration.execution.ListenerNotifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Backfills} remember between calls.
 */
class BackfillsTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private Backfills backfills;

	private OpenBackfills nothing;

	@BeforeEach
	void create() throws SQLException {
		this.backfills = new Backfills(this.project.database().dataSource(), MigrationOptions.builder().build(),
				(database) -> BackfillPace.UNHINDERED, new ListenerNotifier("default", List.of()));
		try (Connection connection = this.project.database().dataSource().getConnection()) {
			this.nothing = new OpenBackfills(Databases.of(connection, SecretMask.NONE),
					new Place("public", "migration_history"), List.of());
		}
	}

	@Test
	void nothingIsLeftOnceNothingWasFound() {
		this.backfills.noted(true);
		assertThat(this.backfills.left()).isTrue();
		assertThat(this.backfills.run(() -> Optional.of(this.nothing))).isFalse();
		assertThat(this.backfills.left()).isFalse();
	}

	@Test
	void whatIsNotedWhileItIsLookedForIsNotForgotten() {
		this.backfills.noted(true);
		assertThat(this.backfills.run(() -> {
			this.backfills.noted(true);
			return Optional.of(this.nothing);
		})).isFalse();
		assertThat(this.backfills.left()).isTrue();
	}

}
