// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the files in all locations.
 */
final class ScriptScanner {

	private final ClassPathFolders classPath;

	private final Problems problems;

	private final List<String> warnings;

	private final Map<String, ScriptFile> filesByOrigin = new LinkedHashMap<>();

	ScriptScanner(ClassLoader classLoader, Problems problems, List<String> warnings) {
		this.classPath = new ClassPathFolders(classLoader);
		this.problems = problems;
		this.warnings = warnings;
	}

	/**
	 * List the files, each one once however many locations it is in.
	 * @param locations the locations as configured
	 * @return the files in the order of their paths
	 */
	List<ScriptFile> scan(Collection<String> locations) {
		for (String text : locations) {
			Location location = Location.parse(text, this.problems);
			if (location != null) {
				scan(location);
			}
		}
		List<ScriptFile> files = new ArrayList<>(this.filesByOrigin.values());
		files.sort(new InOrder());
		return files;
	}

	private void scan(Location location) {
		try {
			List<ScriptFolder> folders = folders(location);
			if (folders.isEmpty()) {
				this.warnings.add("The location '" + location.text() + "' does not exist");
			}
			for (ScriptFolder folder : folders) {
				list(location, folder);
			}
		}
		catch (IOException | InvalidPathException ex) {
			addUnreadable(location, location.text(), ex);
		}
	}

	private List<ScriptFolder> folders(Location location) throws IOException {
		if (location.onClassPath()) {
			return this.classPath.find(location);
		}
		Path directory = Path.of(location.folder());
		boolean exists = Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
		return exists ? List.of(new DirectoryFolder(location, directory)) : List.of();
	}

	private void list(Location location, ScriptFolder folder) {
		try {
			for (ScriptFile file : folder.list()) {
				this.filesByOrigin.putIfAbsent(file.origin(), file);
			}
		}
		catch (IOException ex) {
			addUnreadable(location, folder.origin(), ex);
		}
	}

	private void addUnreadable(Location location, String origin, Exception reason) {
		if (reason instanceof NotDirectoryException) {
			this.problems.add(location.text(), 0,
					"The location '" + location.text() + "' is a file, not a folder: " + origin,
					"Name the folder that holds the scripts.");
			return;
		}
		this.problems.add(location.text(), 0,
				"The location '" + location.text() + "' cannot be read: " + describe(origin, reason),
				"Check that the folder or jar is complete and that this process may read it.");
	}

	private static String describe(String origin, Exception reason) {
		if (reason instanceof FileNotFoundException) {
			return origin + " was not found";
		}
		return origin + " (" + reason.getClass().getSimpleName() + ": " + reason.getMessage() + ")";
	}

	/**
	 * By path, then by where the file really is. A class, since every start sorts all
	 * files and a fresh JVM builds a lambda more slowly than it loads a class.
	 */
	private static final class InOrder implements Comparator<ScriptFile> {

		@Override
		public int compare(ScriptFile one, ScriptFile other) {
			int result = one.path().compareTo(other.path());
			return (result != 0) ? result : one.origin().compareTo(other.origin());
		}

	}

}
