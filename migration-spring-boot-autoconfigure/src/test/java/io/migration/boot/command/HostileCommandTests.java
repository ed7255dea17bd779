// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts to make commands tell secrets, write no JSON, or leave something behind when
 * they are ended by a signal.
 */
@Tag("processes")
class HostileCommandTests {

	private static final String SECRET = "s3cret-w0rd";

	@TempDir
	private Path folder;

	@TempDir
	private Path outputs;

	private Commands commands;

	@BeforeEach
	void open() {
		this.commands = new Commands(this.folder);
	}

	@AfterEach
	void close() {
		this.commands.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:1/db?user=u&password=" + SECRET,
			"jdbc:nosuch://u:" + SECRET + "@localhost/db?password=" + SECRET,
			"jdbc:postgresql://u:" + SECRET + "@:::/db", "postgres://u:" + SECRET + "@localhost/db",
			"SERVER/nosuchdatabase?password=" + SECRET, "SERVER/postgres?sslmode=require&password=" + SECRET })
	void failureIsJsonAndTellsNoPassword(String url) {
		String server = this.commands.database().url().replaceAll("/[^/]*$", "");
		this.commands.settings()
			.removeIf((setting) -> setting.startsWith("--spring.datasource.url") || setting.contains("password"));
		this.commands.settings().add("--spring.datasource.url=" + url.replace("SERVER", server));
		this.commands.settings().add("--spring.datasource.hikari.connection-timeout=500");
		this.commands.settings().add("--spring.datasource.password=" + SECRET);
		this.commands.script("V1__one.sql", "SELECT 1");
		for (String command : List.of("status", "rollback", "migrate")) {
			String[] options = command.equals("rollback")
					? new String[] { "--migration.format=json", "--migration.steps=1" }
					: new String[] { "--migration.format=json" };
			Commands.Ended ended = this.commands.run(command, options);
			assertThat(ended.exitCode()).isPositive();
			assertThat(ended.output() + ended.errors()).doesNotContain(SECRET);
			assertThat(ended.json()).containsKeys("command", "exitCode", "error");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:1/db?user=u&password=" + SECRET,
			"jdbc:nosuch://u:" + SECRET + "@localhost/db?password=" + SECRET,
			"jdbc:postgresql://u:" + SECRET + "@nowhere.invalid:5432/db", "postgres://u:" + SECRET + "@localhost/db" })
	void failureWithAConnectionOfItsOwnTellsNoPassword(String url) {
		this.commands.settings().add("--migration.datasource.url=" + url);
		this.commands.script("V1__one.sql", "SELECT 1");
		for (String command : List.of("status", "plan", "migrate")) {
			Commands.Ended ended = this.commands.run(command, "--migration.format=json");
			assertThat(ended.exitCode()).isPositive();
			assertThat(ended.output() + ended.errors()).doesNotContain(SECRET);
			assertThat(ended.json()).containsKeys("command", "exitCode", "error");
		}
	}

	@Test
	void planHidesPlaceholdersThatAreSecret() {
		this.commands.settings().add("--migration.placeholders.reader-password=" + SECRET);
		this.commands.settings().add("--migration.placeholders.reader=reader_role");
		this.commands.script("V1__role.sql", "CREATE ROLE ${reader} PASSWORD '${reader-password}';");
		Commands.Ended ended = this.commands.run("plan");
		assertThat(ended.output()).contains("CREATE ROLE reader_role PASSWORD '***'").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@CsvSource({ "rollback, TERM, 143", "rollback, INT, 130", "migrate, TERM, 143", "migrate, INT, 130" })
	void signalLeavesNothingHalfDone(String command, String signal, int exitCode) throws Exception {
		String gated = "SELECT pg_advisory_xact_lock(1);\nALTER TABLE users ADD c int;";
		boolean rollback = command.equals("rollback");
		this.commands.script("V1__users.sql", "CREATE TABLE users (id int);");
		if (rollback) {
			this.commands.script("V2__two.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n" + gated);
			assertThat(this.commands.run("migrate").exitCode()).isZero();
		}
		else {
			assertThat(this.commands.run("migrate").exitCode()).isZero();
			this.commands.script("V2__two.sql", gated);
		}
		List<String> options = new ArrayList<>(List.of("--migration.command=" + command));
		options.addAll(rollback ? List.of("--migration.steps=1") : List.of());
		try (TestSession gate = this.commands.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			Process process = launch(options);
			try {
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.until(() -> sessions(
							"AND query LIKE '%pg_advisory_xact_lock(1)%' AND wait_event_type = 'Lock'") == 1);
				new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
				assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
				assertThat(process.exitValue()).isEqualTo(exitCode);
			}
			finally {
				process.destroyForcibly();
			}
			gate.execute("SELECT pg_advisory_unlock(1)");
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sessions("") == 0);
		String columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'c'";
		assertThat(number(columns)).isZero();
		assertThat(this.commands.run(command, options.subList(1, options.size()).toArray(String[]::new)).exitCode())
			.isZero();
		assertThat(number(columns)).isOne();
	}

	private Process launch(List<String> options) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), CommandShop.class.getName()));
		command.addAll(options);
		command.addAll(this.commands.settings());
		File output = this.outputs.resolve("output").toFile();
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
	}

	private int sessions(String condition) {
		return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
				+ "AND pid <> pg_backend_pid() " + condition);
	}

	private int number(String sql) {
		return this.commands.database().jdbc().sql(sql).query(Integer.class).single();
	}

}
