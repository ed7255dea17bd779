// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.migration.boot.autoconfigure.MigrationAutoConfiguration;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs commands of an application in this JVM, on a folder of scripts and a database.
 */
final class Commands implements AutoCloseable {

	private final Path folder;

	private final TestDatabase database = PostgresServer.newDatabase();

	private final List<String> settings = new ArrayList<>();

	private Class<?> application = Plain.class;

	Commands(Path folder) {
		this.folder = folder;
		this.settings.addAll(List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(),
				"--migration.locations=filesystem:" + folder));
	}

	Commands application(Class<?> application) {
		this.application = application;
		return this;
	}

	Commands script(String name, String content) {
		try {
			Files.writeString(this.folder.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TestDatabase database() {
		return this.database;
	}

	List<String> settings() {
		return this.settings;
	}

	Ended run(String command, String... options) {
		return start(Stream.of(List.of("--migration.command=" + command), List.of(options))
			.flatMap(List::stream)
			.toArray(String[]::new));
	}

	/**
	 * Start the application as {@code java -jar} would.
	 */
	Ended start(String... options) {
		String[] arguments = Stream.concat(this.settings.stream(), Stream.of(options)).toArray(String[]::new);
		AtomicInteger exitCode = new AtomicInteger(-1);
		SpringApplication application = new SpringApplication(this.application);
		application.setRegisterShutdownHook(false);
		application.setApplicationContextFactory((type) -> new CommandApplicationContext((code) -> {
			exitCode.set(code);
			throw new AbandonedRunException();
		}));
		return captured(exitCode, () -> application.run(arguments));
	}

	static Ended captured(AtomicInteger exitCode, Runnable run) {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		PrintStream capturedOut = new PrintStream(output, true, StandardCharsets.UTF_8);
		System.setOut(capturedOut);
		System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		try {
			run.run();
		}
		catch (AbandonedRunException ex) {
			// The end of a command
		}
		finally {
			assertThat(System.out).as("standard output is put back").isSameAs(capturedOut);
			System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
			System.setOut(out);
			System.setErr(err);
		}
		return new Ended(exitCode.get(), output.toString(StandardCharsets.UTF_8),
				errors.toString(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.database.close();
	}

	/**
	 * How a command ended.
	 *
	 * @param exitCode the exit code
	 * @param output what it wrote to the standard output
	 * @param errors what it wrote to the standard error output
	 */
	record Ended(int exitCode, String output, String errors) {

		Map<String, Object> json() {
			assertThat(this.output.lines()).as(this.errors).hasSize(1);
			return JsonParserFactory.getJsonParser().parseMap(this.output);
		}

		@SuppressWarnings("unchecked")
		Map<String, Object> result() {
			return (Map<String, Object>) json().get("result");
		}

		@SuppressWarnings("unchecked")
		Map<String, Object> error() {
			return (Map<String, Object>) json().get("error");
		}

	}

	/**
	 * An application with a pool and migrations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class })
	static class Plain {

	}

}
