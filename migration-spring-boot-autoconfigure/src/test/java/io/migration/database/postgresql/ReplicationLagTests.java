// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.migration.database.LoadObserver;
import io.migration.database.LoadObserver.ReplicationLag;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link PostgreSqlLoadObserver} sees of a real standby.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The files of a running server cannot be copied there")
class ReplicationLagTests {

	@TempDir
	private Path folder;

	@Test
	void lagIsThatOfAStandbyThatStandsStill() throws IOException {
		LoadObserver observer = new PostgreSqlDatabase("18").loadObserver();
		Path data = this.folder.resolve("primary");
		start(data).close();
		Path copy = this.folder.resolve("standby");
		FileSystemUtils.copyRecursively(data, copy);
		Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
		Files.createFile(copy.resolve("standby.signal"));
		try (EmbeddedPostgres primary = start(data)) {
			Files.writeString(copy.resolve("postgresql.auto.conf"),
					"primary_conninfo = 'host=127.0.0.1 port=" + primary.getPort() + " user=postgres'\n"
							+ "recovery_min_apply_delay = '400ms'\n",
					StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
			JdbcClient jdbc = JdbcClient.create(primary.getPostgresDatabase());
			try (EmbeddedPostgres standby = start(copy)) {
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> follows(observer.replicationLag(jdbc)));
				JdbcClient.create(standby.getPostgresDatabase())
					.sql("SELECT 1 FROM (SELECT pg_wal_replay_pause()) AS paused")
					.query(Integer.class)
					.single();
				jdbc.sql("CREATE TABLE item AS SELECT id, repeat('x', 200) AS name FROM generate_series(1, 20000) id")
					.update();
				ReplicationLag lag = observer.replicationLag(jdbc);
				assertThat(lag.standbys()).isOne();
				assertThat(lag.hidden()).isZero();
				assertThat(lag.bytes()).isGreaterThan(4_000_000);
				assertThat(seenBy(primary, "watcher", observer).hidden()).isOne();
				JdbcClient.create(standby.getPostgresDatabase())
					.sql("SELECT 1 FROM (SELECT pg_wal_replay_resume()) AS resumed")
					.query(Integer.class)
					.single();
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.pollInterval(Duration.ofMillis(20))
					.until(() -> timeAfterACommit(jdbc, observer).toMillis() > 300);
			}
		}
	}

	// The server forgets the time when nothing is left to be replayed
	private static Duration timeAfterACommit(JdbcClient jdbc, LoadObserver observer) {
		jdbc.sql("INSERT INTO item VALUES (0, '')").update();
		return observer.replicationLag(jdbc).time();
	}

	private static boolean follows(ReplicationLag lag) {
		return lag.standbys() == 1 && lag.bytes() == 0;
	}

	private static ReplicationLag seenBy(EmbeddedPostgres server, String role, LoadObserver observer) {
		JdbcClient.create(server.getPostgresDatabase()).sql("CREATE ROLE " + role + " LOGIN").update();
		PGSimpleDataSource dataSource = (PGSimpleDataSource) server.getDatabase(role, "postgres");
		return observer.replicationLag(JdbcClient.create(dataSource));
	}

	private static EmbeddedPostgres start(Path data) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.start();
	}

}
