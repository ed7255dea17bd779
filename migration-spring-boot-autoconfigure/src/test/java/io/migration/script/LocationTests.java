// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.migration.ScriptOptions;
import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LocationTests {

	private static final String CHECK = " | Check that the folder or jar is complete and that this process may read it.";

	private Path folder;

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.folder = folder;
		this.scripts = new Scripts(folder);
	}

	@ParameterizedTest
	@CsvSource({ "classpath:db/migration", "classpath:/db/migration/", "db/migration", "/db/migration" })
	void directoryOnTheClassPathIsSearchedRecursively(String location) throws Exception {
		this.scripts.add("classes/db/migration/V1__a.sql", "").add("classes/db/migration/x/y/V2__b.sql", "");
		MigrationCatalog catalog = read(classPath("classes"), location);
		assertThat(catalog.versioned()).extracting(ResolvedMigration::script)
			.containsExactly("V1__a.sql", "x/y/V2__b.sql");
		assertThat(catalog.versioned()).extracting((migration) -> ((ScriptMigration) migration).resource())
			.containsExactly("classpath:db/migration/V1__a.sql", "classpath:db/migration/x/y/V2__b.sql");
		assertThat(catalog.warnings()).isEmpty();
	}

	@Test
	void directoryMayHaveAnyName() throws Exception {
		this.scripts.add("grüße & #1 100%/db/migration/V1__a.sql", "SELECT 1");
		MigrationCatalog catalog = read(classPath("grüße & #1 100%"), "classpath:db/migration");
		assertThat(((ScriptMigration) catalog.versioned().get(0)).size()).isEqualTo(8);
	}

	@Test
	void relativeDirectoryIsFound() throws Exception {
		Path relative = Path.of("").toAbsolutePath().relativize(this.folder);
		this.scripts.add("V1__a.sql", "");
		assertThat(read(classPath(), "filesystem:" + relative).versioned()).hasSize(1);
	}

	@Test
	void symbolicLinksAreFollowed() throws Exception {
		this.scripts.add("real/V1__a.sql", "");
		Files.createDirectories(this.folder.resolve("linked"));
		Files.createSymbolicLink(this.folder.resolve("linked/sub"), this.folder.resolve("real"));
		assertThat(read(classPath(), file("linked")).versioned()).extracting(ResolvedMigration::script)
			.containsExactly("sub/V1__a.sql");
	}

	@Test
	void jarsAndDirectoriesWithTheSameFolderAreSearchedTogether() throws Exception {
		this.scripts.add("classes/db/migration/V1__a.sql", "SELECT 1");
		jar("one space.jar", true, Map.of("db/migration/V2__b c.sql", "SELECT 22", "db/other/V9__x.sql", ""));
		jar("two.jar", true, Map.of("db/migration/x/V3__ü#.sql", "SELECT 333", "db/migration2/V9__x.sql", ""));
		try (URLClassLoader classLoader = classPath("classes", "one space.jar", "two.jar")) {
			MigrationCatalog catalog = read(classLoader, "classpath:db/migration");
			assertThat(catalog.versioned()).extracting(ResolvedMigration::script)
				.containsExactly("V1__a.sql", "V2__b c.sql", "x/V3__ü#.sql");
			assertThat(catalog.versioned())
				.extracting((migration) -> ((ScriptMigration) migration).content(SqlDialect.postgresql(), Scripts.NONE)
					.up()
					.body())
				.containsExactly("SELECT 1", "SELECT 22", "SELECT 333");
			assertThat(catalog.versioned()).extracting((migration) -> ((ScriptMigration) migration).checksum())
				.containsExactly(Checksum.of("SELECT 1"), Checksum.of("SELECT 22"), Checksum.of("SELECT 333"));
		}
	}

	@Test
	void jarWithoutEntriesForFoldersIsSearched() throws Exception {
		jar("plain.jar", false, Map.of("db/migration/x/V1__a.sql", "SELECT 1", "y/db/migration/V1__b.sql", ""));
		try (URLClassLoader classLoader = classPath("plain.jar")) {
			MigrationCatalog catalog = read(classLoader, "classpath:db/migration");
			assertThat(catalog.versioned()).extracting(ResolvedMigration::script).containsExactly("x/V1__a.sql");
			assertThat(((ScriptMigration) catalog.versioned().get(0)).content(SqlDialect.postgresql(), Scripts.NONE)
				.steps()).hasSize(1);
		}
	}

	@Test
	void fileInSeveralLocationsCountsOnce() throws Exception {
		this.scripts.add("classes/db/migration/V1__a.sql", "").add("classes/db/migration/sub/V2__b.sql", "");
		jar("one.jar", true, Map.of("db/migration/sub/V3__c.sql", ""));
		try (URLClassLoader classLoader = classPath("classes", "one.jar", "one.jar")) {
			MigrationCatalog catalog = read(classLoader, "classpath:db/migration", "classpath:db/migration/sub",
					file("classes/db"), "classpath:db");
			assertThat(catalog.versioned()).extracting(ResolvedMigration::script)
				.containsExactly("V1__a.sql", "sub/V2__b.sql", "sub/V3__c.sql");
		}
	}

	@Test
	void samePathInTwoRootsIsAnErrorThatNamesBoth() throws Exception {
		this.scripts.add("a/db/migration/V1__a.sql", "").add("b/db/migration/V1__a.sql", "");
		URLClassLoader classLoader = classPath("a", "b");
		assertThat(this.scripts.problems(() -> read(classLoader, "db/migration"))).containsExactly(
				"classpath:db/migration/V1__a.sql: ~/a/db/migration/V1__a.sql and ~/b/db/migration/V1__a.sql have the"
						+ " same version | Give the one that no database has run yet another version.");
	}

	@Test
	void missingLocationIsAWarning() throws Exception {
		MigrationCatalog catalog = read(classPath(), "classpath:db/nowhere", file("nowhere"));
		assertThat(catalog.warnings()).map(this.scripts::shorten)
			.containsExactly("The location 'classpath:db/nowhere' does not exist",
					"The location '~/nowhere' does not exist");
	}

	@Test
	void fileInPlaceOfAFolderIsAnError() throws Exception {
		this.scripts.add("file", "").add("classes/db/migration", "");
		jar("one.jar", true, Map.of("db/migration", "x"));
		try (URLClassLoader classLoader = classPath("classes", "one.jar")) {
			assertThat(this.scripts.problems(() -> read(classLoader, file("file"), "db/migration"))).containsExactly(
					"~/file: The location '~/file' is a file, not a folder: ~/file | Name the folder that holds the scripts.",
					"classpath:db/migration: The location 'classpath:db/migration' is a file, not a folder:"
							+ " ~/classes/db/migration | Name the folder that holds the scripts.",
					"classpath:db/migration: The location 'classpath:db/migration' is a file, not a folder:"
							+ " jar:file:~/one.jar!/db/migration/ | Name the folder that holds the scripts.");
		}
	}

	@Test
	void corruptJarIsAnError() throws Exception {
		this.scripts.add("corrupt.jar", "PK corrupt");
		String url = "jar:" + this.folder.resolve("corrupt.jar").toUri() + "!/db/migration";
		assertThat(this.scripts.problems(() -> read(new OneFolder(url), "db/migration"))).singleElement()
			.asString()
			.startsWith("classpath:db/migration: The location 'classpath:db/migration' cannot be read: jar:file:")
			.contains("corrupt.jar!/db/migration/ (ZipException: ")
			.endsWith(CHECK);
	}

	@Test
	void danglingLinkIsAnError() throws Exception {
		Files.createSymbolicLink(this.folder.resolve("link"), this.folder.resolve("nowhere"));
		URLClassLoader classLoader = classPath();
		assertThat(this.scripts.problems(() -> read(classLoader, file("link")))).containsExactly(
				"~/link: The location '~/link' cannot be read: ~/link (NoSuchFileException: ~/link)" + CHECK);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					s3:bucket/x            | The location 's3:bucket/x' has the unknown prefix 's3:' | Use 'classpath:' or 'filesystem:'.
					classpath*:db          | The location 'classpath*:db' has the unknown prefix 'classpath*:' | Use 'classpath:' or 'filesystem:'.
					classpath:db/*/x       | The location 'classpath:db/*/x' has a wildcard | Name the folders one by one, or one folder above them: subfolders are searched too.
					filesystem:            | The location 'filesystem:' names no folder | Name a folder, such as 'classpath:db/migration'.
					classpath:/            | The location 'classpath:/' names no folder | Name a folder, such as 'classpath:db/migration'.
					""")
	void locationThatIsNoneIsAnError(String location, String message, String action) throws Exception {
		URLClassLoader classLoader = classPath();
		assertThat(this.scripts.problems(() -> read(classLoader, location)))
			.containsExactly(location + ": " + message + " | " + action);
	}

	@Test
	void otherUrlsAreLeftToSpring() {
		ScriptOptions options = new ScriptOptions(List.of("java/sql"), "Sql", "U", "R", "__", List.of(".class"),
				Map.of(), false);
		MigrationCatalog catalog = MigrationCatalog.read(options, List.of(), new OneFolder("jrt:/java.sql/java/sql"));
		assertThat(catalog.warnings()).anyMatch(
				(warning) -> warning.startsWith("classpath:java/sql/Connection.class is ignored: its name is not"));
	}

	private MigrationCatalog read(ClassLoader classLoader, String... locations) {
		return MigrationCatalog.read(Scripts.options(locations), List.of(), classLoader);
	}

	private String file(String name) {
		return "filesystem:" + this.folder.resolve(name);
	}

	private URLClassLoader classPath(String... names) throws IOException {
		URL[] urls = new URL[names.length];
		for (int i = 0; i < names.length; i++) {
			urls[i] = this.folder.resolve(names[i]).toUri().toURL();
		}
		return new URLClassLoader(urls, null);
	}

	private void jar(String name, boolean withFolders, Map<String, String> entries) throws IOException {
		try (OutputStream out = Files.newOutputStream(this.folder.resolve(name));
				ZipOutputStream zip = new ZipOutputStream(out)) {
			if (withFolders) {
				for (String folder : List.of("db/", "db/other/", "db/migration/", "db/migration/x/",
						"db/migration/sub/")) {
					if (entries.keySet().stream().anyMatch((entry) -> entry.startsWith(folder))) {
						zip.putNextEntry(new ZipEntry(folder));
					}
				}
			}
			for (Map.Entry<String, String> entry : entries.entrySet()) {
				zip.putNextEntry(new ZipEntry(entry.getKey()));
				zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	/**
	 * Finds one folder, whatever it is asked for.
	 */
	private static final class OneFolder extends ClassLoader {

		private final String url;

		OneFolder(String url) {
			super(null);
			this.url = url;
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return Collections.enumeration(List.of(URI.create(this.url).toURL()));
		}

	}

}
