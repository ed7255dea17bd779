// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.MigrationRun;
import io.migration.ScriptOptions;
import io.migration.engine.MigrationEngineFactory;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What endpoint and health tell of the lock while another instance holds it.
 */
class LeaseStatusTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "SESSION", "LEASE" })
	void holderIsShownWhicheverLockItHas(LockType type) throws Exception {
		Files.writeString(this.folder.resolve("V1__gate.sql"), "SELECT pg_advisory_xact_lock(1)");
		try (TestDatabase database = PostgresServer.newDatabase(); TestSession gate = database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			MigrationEngine holder = engine(database, type, "node-a");
			CompletableFuture<MigrationRun> run = CompletableFuture.supplyAsync(holder::migrate);
			MigrationEngine looking = engine(database, LockType.AUTO, "node-b");
			Awaitility.await().until(() -> looking.status(1).running() != null);
			assertThat(health(looking)).containsKey("lock")
				.extractingByKey("lock")
				.asString()
				.contains("owner=migration 1 UP node-a", "since=");
			MigrationsEndpoint endpoint = new MigrationsEndpoint(statuses(looking), Duration.ZERO,
					new MigrationsEndpointProperties().getShowValues());
			assertThat(endpoint.migrations(null)).asString()
				.contains("LockDescriptor[held=true, owner=migration 1 UP node-a, since=20");
			gate.execute("SELECT pg_advisory_unlock(1)");
			run.get(30, TimeUnit.SECONDS);
			assertThat(looking.status(1).lock().held()).isFalse();
		}
	}

	private static Map<String, Object> health(MigrationEngine engine) {
		return new MigrationHealthIndicator(statuses(engine), "default").health().getDetails();
	}

	private static TargetStatuses statuses(MigrationEngine engine) {
		return new TargetStatuses(List.of(engine), (status) -> {
		}, System::nanoTime);
	}

	private MigrationEngine engine(TestDatabase database, LockType type, String instance) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		MigrationOptions options = MigrationOptions.builder()
			.scripts(new ScriptOptions(List.of("filesystem:" + this.folder), "V", "U", "R", "__", defaults.suffixes(),
					Map.of(), false))
			.lock(new LockOptions(type, Duration.ofMinutes(1)))
			.identity(new InstanceIdentity(instance, null, null, null))
			.build();
		return MigrationEngineFactory.create(database.dataSource(), options, List.of(), List.of(),
				getClass().getClassLoader());
	}

}
