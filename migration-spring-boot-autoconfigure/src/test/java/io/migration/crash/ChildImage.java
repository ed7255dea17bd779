// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;

/**
 * How processes are started quickly: as few archives as the engine needs, none that logs,
 * and a class data archive of one that ran before.
 *
 * @param classPath what the processes load
 * @param archive the class data archive
 */
record ChildImage(String classPath, Path archive) {

	private static final Pattern LIBRARIES = Pattern
		.compile(".*[/\\\\](postgresql|slf4j-api|spring-(core|beans|jdbc|tx|context)|commons-logging)-[0-9.]+\\.jar");

	private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\](test-)?classes[/\\\\]?");

	/**
	 * Prepare processes by letting one do its work.
	 */
	static ChildImage train(Path folder, Operation operation) {
		ChildImage image = new ChildImage(String.join(File.pathSeparator, classPath(folder)),
				folder.resolve("classes.jsa"));
		try (TestDatabase database = PostgresServer.newDatabase();
				Child child = Child.launch(image, "-XX:ArchiveClassesAtExit=" + image.archive())) {
			child.begin(database.url(), database, operation);
			child.output();
		}
		return image;
	}

	Child launch() {
		return Child.launch(this, "-XX:SharedArchiveFile=" + this.archive);
	}

	private static List<String> classPath(Path folder) {
		List<String> classPath = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
			if (LIBRARIES.matcher(entry).matches()) {
				classPath.add(entry);
			}
			else if (FOLDERS.matcher(entry).matches()) {
				classPath.add(pack(Path.of(entry), folder.resolve("classes-" + classPath.size() + ".jar")).toString());
			}
		}
		return classPath;
	}

	// Classes in folders do not go into a class data archive
	private static Path pack(Path classes, Path jar) {
		try (Stream<Path> files = Files.walk(classes);
				OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file)) {
			for (Path path : files.filter((path) -> path.toString().endsWith(".class")).toList()) {
				out.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
				Files.copy(path, out);
			}
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
