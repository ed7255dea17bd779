// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The class paths that Maven has written down, one for each tool.
 */
record ClassPaths(Path home, Path jar) {

	static ClassPaths fromSystemProperties() {
		return new ClassPaths(Path.of(System.getProperty("benchmark.home")),
				Path.of(System.getProperty("benchmark.jar")));
	}

	Set<Path> jars(Tool tool) throws IOException {
		Path file = this.home.resolve("classpaths/" + tool.classPath() + "/target/classpath.txt");
		Set<Path> jars = new LinkedHashSet<>();
		for (String jar : Files.readString(file).strip().split(File.pathSeparator)) {
			jars.add(Path.of(jar));
		}
		return jars;
	}

	String forChild(Tool tool, Path... scripts) throws IOException {
		List<Path> all = new ArrayList<>(List.of(this.jar));
		all.addAll(Arrays.asList(scripts));
		all.addAll(jars(tool));
		return String.join(File.pathSeparator, all.stream().map(Path::toString).toList());
	}

	String version(Tool tool) throws IOException {
		Pattern name = Pattern.compile("(?:flyway-core|liquibase-core|mybatis-migrations)-(.*)\\.jar");
		for (Path jar : jars(tool)) {
			Matcher matcher = name.matcher(jar.getFileName().toString());
			if (matcher.matches()) {
				return " " + matcher.group(1);
			}
		}
		return "";
	}

}
