// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.migration.Finding;
import io.migration.MigrationEngine;
import io.migration.PendingMigration;
import io.migration.StepFailedException;
import io.migration.script.MigrationCatalog;
import io.migration.script.ResolvedMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What it costs to ask for the status while something is pending that touches tables
 * which are there.
 */
class StatusHazardTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private MigrationEngine engine;

	@BeforeEach
	void leaveSomethingPending() {
		this.project.script("V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text);")
			.engine()
			.migrate();
		this.project.script("V2__names.sql", "ALTER TABLE users ALTER COLUMN name SET NOT NULL;");
		this.project.database().logStatements();
		this.engine = this.project.engine();
	}

	@Test
	void pollsDoNotReadTheCatalog() {
		List<PendingMigration> pending = this.engine.statusWithoutHazards(0).pending();
		assertThat(pending).singleElement().satisfies((migration) -> {
			assertThat(migration.name()).isEqualTo("2");
			assertThat(migration.risk()).isNull();
			assertThat(migration.findings()).isEmpty();
		});
		assertThat(catalogReads()).isZero();
	}

	@Test
	void readsTheCatalogOnceForTheSameScriptsAndTheSameHistory() {
		List<PendingMigration> first = this.engine.status(0).pending();
		List<PendingMigration> second = this.engine.status(10).pending();
		assertThat(catalogReads()).isEqualTo(1);
		assertThat(first).flatExtracting(PendingMigration::findings).extracting(Finding::rule).contains("set-not-null");
		assertThat(second).isEqualTo(first);
	}

	@Test
	void readsTheCatalogAgainWhenTheHistoryHasChanged() {
		this.engine.status(0);
		this.project.database().execute("INSERT INTO users VALUES (1, NULL)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		int before = catalogReads();
		this.engine.status(0);
		assertThat(catalogReads()).isEqualTo(before + 1);
	}

	@Test
	void looksAgainAfterAMinute() throws Exception {
		List<ResolvedMigration> pending = MigrationCatalog
			.read(this.project.scripts(), List.of(), getClass().getClassLoader())
			.versioned();
		AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 10);
		AtomicLong judgements = new AtomicLong();
		KnownHazards hazards = new KnownHazards(nanoTime::get);
		for (int second = 0; second <= KnownHazards.MAX_AGE.toSeconds(); second++) {
			hazards.find(pending, List.of(), () -> {
				judgements.incrementAndGet();
				return List.of();
			});
			nanoTime.addAndGet(1_000_000_000);
		}
		assertThat(judgements).hasValue(2);
	}

	private int catalogReads() {
		return (int) this.project.database()
			.statements()
			.stream()
			.filter((sql) -> sql.contains("pg_get_indexdef"))
			.count();
	}

}
