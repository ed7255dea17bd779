// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in the file system.
 *
 * @param location the location for which it was found
 * @param directory where it is
 */
record DirectoryFolder(Location location, Path directory) implements ScriptFolder {

	@Override
	public List<ScriptFile> list() throws IOException {
		Path base = this.directory.toRealPath();
		if (!Files.isDirectory(base)) {
			throw new NotDirectoryException(base.toString());
		}
		try (Stream<Path> files = Files.find(base, Integer.MAX_VALUE, (path, attributes) -> attributes.isRegularFile(),
				FileVisitOption.FOLLOW_LINKS)) {
			return files.map((file) -> script(base, file)).toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private ScriptFile script(Path base, Path file) {
		String path = base.relativize(file).toString().replace(File.separatorChar, '/');
		return new PathScriptFile(this.location, path, file);
	}

	@Override
	public String origin() {
		return this.directory.toString();
	}

}
