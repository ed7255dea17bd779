// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class JarIdentityTests {

	private static final byte[] TEXT = "SELECT 1; SELECT 2; SELECT 3;".getBytes(StandardCharsets.UTF_8);

	private Path jar;

	@BeforeEach
	void createJar(@TempDir Path folder) {
		this.jar = folder.resolve("scripts.jar");
	}

	@Test
	void sizeAndCrcNeedNoReading() throws Exception {
		write(1);
		destroyContent();
		CRC32 crc = new CRC32();
		crc.update(TEXT);
		try (URLClassLoader classLoader = classLoader()) {
			ScriptMigration migration = (ScriptMigration) read(classLoader).versioned().get(0);
			assertThat(migration.size()).isEqualTo(TEXT.length);
			assertThat(migration.crc32()).isEqualTo(crc.getValue());
			assertThat(new Scripts(this.jar).problems(migration::checksum)).singleElement()
				.asString()
				.startsWith("classpath:db/migration/V1__a.sql: The file cannot be read (ZipException: ");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void jarIsNotKeptOpen() throws Exception {
		write(2);
		try (URLClassLoader classLoader = classLoader()) {
			ScriptMigration migration = (ScriptMigration) read(classLoader).versioned().get(1);
			assertThat(migration.checksum()).hasSize(64);
			assertThatNoException().isThrownBy(() -> migration.content(SqlDialect.postgresql(), Scripts.NONE));
		}
		try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
			assertThat(descriptors.map(JarIdentityTests::target)).doesNotContain(this.jar.toString());
		}
	}

	@Test
	void tenThousandEntriesAreListedAtOnce() throws Exception {
		write(10_000);
		try (URLClassLoader classLoader = classLoader()) {
			read(classLoader);
			long start = System.nanoTime();
			MigrationCatalog catalog = read(classLoader);
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			assertThat(catalog.versioned()).hasSize(10_000);
			assertThat(duration).isLessThan(Duration.ofSeconds(20));
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private MigrationCatalog read(ClassLoader classLoader) {
		return MigrationCatalog.read(Scripts.options("classpath:db/migration"), List.of(), classLoader);
	}

	private URLClassLoader classLoader() throws IOException {
		return new URLClassLoader(new URL[] { this.jar.toUri().toURL() }, null);
	}

	private void write(int count) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(this.jar))) {
			zip.putNextEntry(new ZipEntry("db/migration/"));
			for (int i = 1; i <= count; i++) {
				zip.putNextEntry(new ZipEntry("db/migration/V" + i + "__a.sql"));
				zip.write(TEXT);
			}
		}
	}

	private void destroyContent() throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(this.jar.toFile(), "rw")) {
			byte[] bytes = new byte[(int) file.length()];
			file.readFully(bytes);
			String name = "db/migration/V1__a.sql";
			int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
			file.seek(content);
			file.write(new byte[] { -1, -1, -1, -1, -1, -1, -1, -1 });
		}
	}

}
