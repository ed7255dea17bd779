// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import io.migration.JavaMigration;
import io.migration.sql.SqlDialect;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.tools.Library;
import org.springframework.core.SpringProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scripts in the jar of a Spring Boot application, whose own process reads them.
 */
class FatJarTests {

	@Test
	void scriptsInClassesAndInNestedJarsAreFound(@TempDir Path folder) throws Exception {
		Path jar = folder.resolve("app with space.jar");
		writeFatJar(jar);
		assertThat(run(jar)).containsExactly("1 classpath:db/migration/V1__classes.sql 8 SELECT 1",
				"2 classpath:db/migration/sub/V2__nested.sql 9 SELECT 22",
				"R__ü view classpath:db/migration/R__ü_view.sql 10 SELECT 333", "[]");
	}

	private static List<String> run(Path jar) throws Exception {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(java.toString(), "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8",
				"-jar", jar.toString())
			.redirectErrorStream(true)
			.start();
		try (InputStream output = process.getInputStream()) {
			return new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static void writeFatJar(Path jar) throws Exception {
		byte[] nested = nestedJar();
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
			put(zip, "META-INF/MANIFEST.MF", """
					Manifest-Version: 1.0
					Main-Class: org.springframework.boot.loader.launch.JarLauncher
					Start-Class: %s
					Spring-Boot-Classes: BOOT-INF/classes/
					Spring-Boot-Lib: BOOT-INF/lib/

					""".formatted(Application.class.getName()).getBytes(StandardCharsets.UTF_8));
			putLoader(zip);
			for (String folder : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/classes/db/",
					"BOOT-INF/classes/db/migration/", "BOOT-INF/lib/")) {
				zip.putNextEntry(new ZipEntry(folder));
			}
			put(zip, "BOOT-INF/classes/db/migration/V1__classes.sql", "SELECT 1".getBytes(StandardCharsets.UTF_8));
			putClasses(zip, JavaMigration.class, "io/migration/(sql/|script/)?\\w+(\\$\\w+)?\\.class");
			putClasses(zip, FatJarTests.class, "io/migration/script/(FatJarTests\\$)?\\w+\\.class");
			store(zip, "BOOT-INF/lib/nested.jar", nested);
			for (Class<?> type : List.of(SpringProperties.class, JdbcClient.class, LogFactory.class)) {
				Path library = location(type);
				store(zip, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
			}
		}
	}

	private static byte[] nestedJar() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String folder : List.of("db/", "db/migration/", "db/migration/sub/")) {
				zip.putNextEntry(new ZipEntry(folder));
			}
			put(zip, "db/migration/sub/V2__nested.sql", "SELECT 22".getBytes(StandardCharsets.UTF_8));
			put(zip, "db/migration/R__ü_view.sql", "SELECT 333".getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	private static void putLoader(ZipOutputStream zip) throws IOException {
		String name = "/META-INF/loader/spring-boot-loader.jar";
		try (InputStream loader = Library.class.getResourceAsStream(name);
				ZipInputStream entries = new ZipInputStream(loader)) {
			for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				if (entry.getName().endsWith(".class")) {
					put(zip, entry.getName(), entries.readAllBytes());
				}
			}
		}
	}

	private static void putClasses(ZipOutputStream zip, Class<?> type, String names) throws Exception {
		Path directory = location(type);
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.toList()) {
				String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
				if (name.matches(names)) {
					put(zip, "BOOT-INF/classes/" + name, Files.readAllBytes(file));
				}
			}
		}
	}

	private static Path location(Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		new ByteArrayInputStream(content).transferTo(zip);
	}

	private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
		CRC32 crc = new CRC32();
		crc.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(content);
	}

	/**
	 * Runs in the process of the application.
	 */
	public static final class Application {

		private Application() {
		}

		@SuppressWarnings("checkstyle:RegexpSinglelineJava")
		public static void main(String[] arguments) {
			MigrationCatalog catalog = MigrationCatalog.read(Scripts.options("classpath:db/migration"), List.of(),
					Thread.currentThread().getContextClassLoader());
			Stream.concat(catalog.versioned().stream(), catalog.repeatable().stream()).forEach((migration) -> {
				ScriptMigration script = (ScriptMigration) migration;
				System.out.println(script.name() + " " + script.resource() + " " + script.size() + " "
						+ script.content(SqlDialect.postgresql(), Placeholders.of(Map.of(), false)).up().body());
			});
			System.out.println(catalog.warnings());
		}

	}

}
