// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.ScriptOptions;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a server in recovery: a hot standby made from the files of a primary server.
 */
class StandbyTests {

	@TempDir
	Path folder;

	@TempDir
	Path data;

	@Test
	void standbyIsRefusedOnlyWhenSomethingIsPending() throws IOException {
		Files.writeString(this.folder.resolve("V1__t.sql"), "CREATE TABLE t (id int)");
		try (EmbeddedPostgres primary = start()) {
			engine(primary.getPostgresDatabase()).migrate();
			JdbcClient.create(primary.getPostgresDatabase()).sql("CHECKPOINT").update();
		}
		Files.createFile(this.data.resolve("standby.signal"));
		try (EmbeddedPostgres standby = start()) {
			DataSource dataSource = standby.getPostgresDatabase();
			assertThat(engine(dataSource).migrate().appliedCount()).isOne();
			engine(dataSource).validate();
			assertThat(engine(dataSource).status(10).appliedCount()).isOne();
			Files.writeString(this.folder.resolve("V2__u.sql"), "CREATE TABLE u (id int)");
			assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(engine(dataSource)::migrate)
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.READ_ONLY);
					assertThat(ex.description()).isEqualTo("The server is in recovery: it is a standby, which accepts "
							+ "no writes, and migrations are pending.");
					assertThat(ex.databaseState()).isEqualTo("The database was not changed.");
					assertThat(ex.action()).isEqualTo("Connect to the primary server, or migrate there first.");
				});
		}
	}

	private EmbeddedPostgres start() throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.start();
	}

	private MigrationEngine engine(DataSource dataSource) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		MigrationOptions options = MigrationOptions.builder()
			.scripts(new ScriptOptions(List.of("filesystem:" + this.folder), "V", "U", "R", "__", defaults.suffixes(),
					defaults.placeholders(), false))
			.build();
		return MigrationEngineFactory.create(dataSource, options, List.of(), List.of(), getClass().getClassLoader());
	}

}
