// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Finds the files that findings name: in the project that is built here, or on the class
 * path.
 */
final class SourceFiles {

	private static final String FILE_SYSTEM = "filesystem:";

	private static final String CLASS_PATH = "classpath:";

	private static final List<String> RESOURCES = List.of("src/main/resources", "src/test/resources");

	private final Path project;

	private final Map<String, List<String>> lines = new HashMap<>();

	SourceFiles(Path project) {
		this.project = project;
	}

	/**
	 * Return a line as it stands in the file, before placeholders are replaced.
	 * @param script the file as it is called in messages
	 * @param number the line, from 1
	 * @return the line, {@code null} if it cannot be read
	 */
	@Nullable String line(String script, int number) {
		List<String> all = this.lines.computeIfAbsent(script, this::read);
		return (number > 0 && number <= all.size()) ? all.get(number - 1) : null;
	}

	/**
	 * Return where a file is in the project, as tools that know the repository need it.
	 * @param script the file as it is called in messages
	 * @return the path with slashes, relative where that is possible
	 */
	String relativePath(String script) {
		Path path = path(script);
		if (path == null) {
			return script.substring(script.indexOf(':') + 1).replace('\\', '/');
		}
		Path absolute = path.toAbsolutePath().normalize();
		Path root = this.project.toAbsolutePath().normalize();
		return (absolute.startsWith(root) ? root.relativize(absolute) : absolute).toString().replace('\\', '/');
	}

	/**
	 * Return the file itself.
	 * @param script the file as it is called in messages
	 * @return the path, {@code null} if there is no such file in the project
	 */
	@Nullable Path path(String script) {
		if (script.startsWith(FILE_SYSTEM)) {
			Path path = this.project.resolve(script.substring(FILE_SYSTEM.length()));
			return Files.isRegularFile(path) ? path : null;
		}
		String name = script.startsWith(CLASS_PATH) ? script.substring(CLASS_PATH.length()) : script;
		return RESOURCES.stream()
			.map((folder) -> this.project.resolve(folder).resolve(name))
			.filter(Files::isRegularFile)
			.findFirst()
			.orElse(null);
	}

	private List<String> read(String script) {
		Path path = path(script);
		try (InputStream content = (path != null) ? Files.newInputStream(path) : resource(script)) {
			return (content != null)
					? new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "").lines().toList()
					: List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static @Nullable InputStream resource(String script) {
		ClassLoader loader = ClassUtils.getDefaultClassLoader();
		return (loader != null && script.startsWith(CLASS_PATH))
				? loader.getResourceAsStream(script.substring(CLASS_PATH.length())) : null;
	}

}
