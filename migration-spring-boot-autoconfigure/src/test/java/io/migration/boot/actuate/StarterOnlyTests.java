// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application that has nothing but the starter and a driver, in a process of
 * its own: a class loader that hides classes in this one cannot show that annotations
 * whose classes are not there do no harm.
 */
class StarterOnlyTests {

	private static final Pattern STARTER = Pattern
		.compile("spring-boot(-autoconfigure|-jdbc|-sql|-transaction|-persistence)?-\\d.*|"
				+ "spring-(core|beans|context|aop|expression|jdbc|tx)-\\d.*|(jspecify|slf4j-api|jul-to-slf4j|"
				+ "logback-(core|classic)|commons-logging|snakeyaml|HikariCP|postgresql|jakarta.annotation-api)-.*");

	@TempDir
	private Path folder;

	@Test
	void applicationWithoutActuatorAndMicrometerMigrates() throws Exception {
		Files.writeString(this.folder.resolve("V1__users.sql"), "CREATE TABLE users (id int);");
		try (TestDatabase database = PostgresServer.newDatabase()) {
			String output = run("--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=" + database.username(),
					"--spring.datasource.password=" + database.password(),
					"--migration.locations=filesystem:" + this.folder);
			assertThat(output).contains("bean migrationInitializer", "bean migrationTargetStatuses")
				.doesNotContain("bean migrationsEndpoint", "bean migrationMeters", "bean migrationSpans",
						"bean migrationsHealthContributor");
			assertThat(database.jdbc().sql("SELECT count(*) FROM users").query(Integer.class).single()).isZero();
		}
	}

	private String run(String... arguments) throws IOException, InterruptedException {
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath(),
					StarterOnlyApplication.class.getName()), Stream.of(arguments))
			.toList();
		File output = this.folder.resolve("output.txt").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String text = Files.readString(output.toPath());
		assertThat(process.exitValue()).as(text).isZero();
		return text;
	}

	private String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> Files.isDirectory(Path.of(entry))
					|| STARTER.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
