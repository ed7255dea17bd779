// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.InstanceIdentity;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the warning about sessions that belong to no registered instance.
 */
class StrangerTests {

	private static final Duration AT_ONCE = Duration.ofMillis(1);

	private static final String ELSEWHERE = "127.0.0.2";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private TestSession own;

	private TestSession stranger;

	@BeforeEach
	void holdAContract() throws IOException, SQLException {
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int, a int);
				-- migrate:contract
				ALTER TABLE one DROP COLUMN a;
				""");
		this.project.engine().migrate();
		this.own = this.project.database().session().execute("SELECT 1");
		this.stranger = openElsewhere();
	}

	// The embedded server lets in nobody but its own address
	private TestSession openElsewhere() throws IOException, SQLException {
		Path rules = Path.of(this.project.value(String.class, "SHOW hba_file"));
		assumeThat(rules).isRegularFile();
		Files.writeString(rules, "\nhost all all " + ELSEWHERE + "/32 trust\n", StandardOpenOption.APPEND);
		this.project.database().execute("SELECT pg_reload_conf()");
		PGSimpleDataSource elsewhere = this.project.database().dataSource().unwrap(PGSimpleDataSource.class);
		elsewhere.setServerNames(new String[] { "127.0.0.1" });
		elsewhere.setLocalSocketAddress(ELSEWHERE);
		return Awaitility.await()
			.ignoreExceptions()
			.until(() -> TestSession.open(elsewhere), Objects::nonNull)
			.execute("SELECT 1");
	}

	@AfterEach
	void close() {
		if (this.stranger != null) {
			this.own.close();
			this.stranger.close();
		}
	}

	@Test
	void sessionsFromTheOwnAddressDoNotCountBeforeTheFirstHeartbeat() {
		Awaitility.await()
			.untilAsserted(() -> assertThat(warnings(AT_ONCE)).singleElement()
				.asString()
				.startsWith(
						"Sessions of the application's role come from where no registered instance runs: 127.0.0.2 (1). "));
	}

	@Test
	void sessionsOfAnInstanceThatMayBeStartingDoNotCount() {
		assertThat(warnings(Duration.ofDays(1))).isEmpty();
	}

	@Test
	void sessionsFromTheAddressOfARegisteredInstanceDoNotCount() {
		Awaitility.await().until(() -> !warnings(AT_ONCE).isEmpty());
		this.project.database()
			.execute("INSERT INTO migration_instance VALUES ('other', 'shop', '1', '1', 'host', now(), "
					+ "now() + interval '1 hour', '" + ELSEWHERE + "')");
		assertThat(warnings(AT_ONCE)).isEmpty();
	}

	private List<String> warnings(Duration expiry) {
		this.project.options((builder) -> builder.identity(new InstanceIdentity("young", "shop", "1.0", "host"))
			.contract(new ContractOptions(ContractMode.MANUAL, Duration.ZERO, expiry, Set.of())));
		return this.project.engine().status(1).warnings();
	}

}
