// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import io.migration.boot.command.Commands.Ended;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands in processes of their own: what arrives on the standard output, and the exit
 * code that a shell sees.
 */
@Tag("processes")
class CommandProcessTests {

	private static final String LOCK_KEY = "('x' || encode(substr(sha256('public.migration_history'), 1, 8), 'hex'))"
			+ "::bit(64)::bigint";

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	@TempDir
	private Path folder;

	@TempDir
	private Path outputs;

	private Commands commands;

	private final List<Process> processes = new ArrayList<>();

	@BeforeEach
	void open() {
		this.commands = new Commands(this.folder).script("V1__users.sql", "CREATE TABLE users (id int);");
	}

	@AfterEach
	void close() {
		this.processes.forEach(Process::destroyForcibly);
		this.commands.close();
	}

	@Test
	void onlyTheResultIsWrittenToTheStandardOutput() throws Exception {
		Ended pending = run("validate", "--migration.format=json");
		assertThat(pending.exitCode()).isEqualTo(2);
		assertThat(pending.error()).containsEntry("code", "PENDING");
		Ended migrated = run("migrate", "--migration.format=json", "--logging.level.root=debug",
				"--spring.main.banner-mode=console");
		assertThat(migrated.exitCode()).as(migrated.errors()).isZero();
		assertThat(migrated.result()).containsEntry("appliedCount", 2);
		assertThat(migrated.errors()).contains("DEBUG", "noise of a bean", "noise of a migration")
			.doesNotContain("the runner ran");
		assertThat(run("validate").exitCode()).isZero();
	}

	@Test
	void mistakesOnTheCommandLineEndWith7() throws Exception {
		assertThat(run("stauts").exitCode()).isEqualTo(7);
		Ended misspelt = start(List.of(), CommandShop.class, "--migration.comand=status");
		assertThat(misspelt.exitCode()).isEqualTo(7);
		assertThat(misspelt.output()).isEmpty();
		assertThat(misspelt.errors()).contains("Did you mean --migration.command?").doesNotContain("\tat ");
	}

	@Test
	void commandThatDoesNotGetTheLockEndsWith5() throws Exception {
		this.commands.script("V2__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		try (TestSession gate = this.commands.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			Process holder = launch("holder", List.of(), CommandShop.class, "--migration.command=migrate");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> this.commands.database()
					.jdbc()
					.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_advisory_xact_lock(1)%' "
							+ "AND wait_event_type = 'Lock'")
					.query(Integer.class)
					.single() == 1);
			Ended refused = run("migrate", "--migration.lock.wait-timeout=1s");
			assertThat(refused.exitCode()).as(refused.errors()).isEqualTo(5);
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(ended("holder", holder).exitCode()).isZero();
		}
	}

	@Test
	void backfillIsSteeredBesideAMigration() throws Exception {
		this.commands.script("V2__names.sql", """
				-- migrate:up
				CREATE TABLE names (id int PRIMARY KEY, name text);
				-- migrate:backfill table=names
				UPDATE names SET name = 'x' WHERE name IS NULL AND :batch;
				""");
		assertThat(run("migrate").exitCode()).isZero();
		Ended paused = run("backfill", "--migration.version=2", "--migration.action=pause", "--migration.format=json");
		assertThat(paused.exitCode()).as(paused.errors()).isZero();
		assertThat(paused.result()).containsEntry("action", "PAUSE").containsEntry("effective", true);
		try (TestSession migration = this.commands.database().session()) {
			migration.execute("SELECT pg_advisory_lock(" + LOCK_KEY + ")");
			Ended slow = run("backfill", "--migration.version=2", "--migration.action=speed",
					"--migration.rows-per-second=5000");
			assertThat(slow.exitCode()).as(slow.errors()).isZero();
			assertThat(slow.output()).contains("names", "PAUSED")
				.endsWith("Backfill 2 is limited to 5,000 rows per second, all instances together."
						+ System.lineSeparator());
		}
		Ended again = run("backfill", "--migration.version=2", "--migration.action=pause");
		assertThat(again.exitCode()).isZero();
		assertThat(again.output()).contains("Backfill 2 is paused already.");
		assertThat(run("status").output()).contains("Backfill 2 is limited to 5,000 rows per second");
		assertThat(run("backfill", "--migration.version=2", "--migration.action=cancel").exitCode()).isZero();
		Ended refused = run("backfill", "--migration.version=2", "--migration.action=pause");
		assertThat(refused.exitCode()).isEqualTo(7);
		assertThat(refused.errors()).contains("The backfill of migration 2 cannot be paused: it was cancelled.");
	}

	@Test
	void commandRunsOnCodeThatWasGeneratedAheadOfTime() throws Exception {
		Path generated = this.outputs.resolve("aot");
		Ended processed = start(List.of(), SpringApplicationAotProcessor.class, CommandShop.class.getName(),
				generated.resolve("sources").toString(), generated.resolve("resources").toString(),
				generated.resolve("classes").toString(), "io.migration", "shop");
		assertThat(processed.exitCode()).as(processed.errors()).isZero();
		compile(generated);
		String classPath = generated.resolve("classes") + File.pathSeparator + generated.resolve("resources");
		List<String> aot = List.of("-Dspring.aot.enabled=true", "-cp", classPath + File.pathSeparator + CLASS_PATH);
		Ended migrated = start(aot, CommandShop.class, "--migration.command=migrate");
		assertThat(migrated.exitCode()).as(migrated.errors()).isZero();
		Ended status = start(aot, CommandShop.class, "--migration.command=status", "--migration.format=json");
		assertThat(status.result()).containsEntry("state", "UP_TO_DATE").containsEntry("appliedCount", 2);
	}

	private static void compile(Path generated) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> files = Files.walk(generated.resolve("sources"))) {
			List<String> arguments = new ArrayList<>(
					List.of("-nowarn", "-proc:none", "-parameters", "-d", generated.resolve("classes").toString(),
							"-cp", generated.resolve("classes") + File.pathSeparator + CLASS_PATH));
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
			assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
		}
	}

	private Ended run(String command, String... options) throws Exception {
		return start(List.of(), CommandShop.class,
				Stream.concat(Stream.of("--migration.command=" + command), Stream.of(options)).toArray(String[]::new));
	}

	private Ended start(List<String> options, Class<?> main, String... arguments) throws Exception {
		return ended("process", launch("process", options, main, arguments));
	}

	private Process launch(String name, List<String> options, Class<?> main, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options.contains("-cp") ? options : List.of("-cp", CLASS_PATH));
		command.add(main.getName());
		command.addAll(List.of(arguments));
		command.addAll(this.commands.settings());
		Process process = new ProcessBuilder(command).redirectOutput(this.outputs.resolve(name + ".out").toFile())
			.redirectError(this.outputs.resolve(name + ".err").toFile())
			.start();
		this.processes.add(process);
		return process;
	}

	private Ended ended(String name, Process process) throws Exception {
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		return new Ended(process.exitValue(), Files.readString(this.outputs.resolve(name + ".out")),
				Files.readString(this.outputs.resolve(name + ".err")));
	}

}
