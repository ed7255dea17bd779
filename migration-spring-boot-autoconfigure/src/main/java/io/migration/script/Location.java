// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A folder that is searched for scripts.
 *
 * @param onClassPath whether it is on the class path, otherwise in the file system
 * @param folder its path, on the class path without slashes around it
 * @since 1.0.0
 */
public record Location(boolean onClassPath, String folder) {

	private static final Pattern PREFIX = Pattern.compile("([A-Za-z][A-Za-z0-9+.*-]*):(.*)");

	/**
	 * Return the folders on the class path. Mistakes are left to those who read scripts.
	 * @param locations the locations as configured
	 * @return the folders without slashes around them
	 */
	public static List<String> foldersOnClassPath(Collection<String> locations) {
		List<String> folders = new ArrayList<>();
		for (String text : locations) {
			Location location = parse(text, new Problems());
			if (location != null && location.onClassPath()) {
				folders.add(location.folder());
			}
		}
		return folders;
	}

	/**
	 * Parse what the user wrote.
	 * @param text the location
	 * @param problems where mistakes go
	 * @return the location or {@code null} if there is a mistake
	 */
	static @Nullable Location parse(String text, Problems problems) {
		Matcher matcher = PREFIX.matcher(text);
		boolean prefixed = matcher.matches();
		String prefix = prefixed ? matcher.group(1) : "classpath";
		String folder = prefixed ? matcher.group(2) : text;
		if (!prefix.equals("classpath") && !prefix.equals("filesystem")) {
			problems.add(text, 0, "The location '" + text + "' has the unknown prefix '" + prefix + ":'",
					"Use 'classpath:' or 'filesystem:'.");
			return null;
		}
		if (folder.contains("*") || folder.contains("?")) {
			problems.add(text, 0, "The location '" + text + "' has a wildcard",
					"Name the folders one by one, or one folder above them: subfolders are searched too.");
			return null;
		}
		return checked(text, prefix.equals("classpath"), folder, problems);
	}

	private static @Nullable Location checked(String text, boolean onClassPath, String folder, Problems problems) {
		String trimmed = StringUtils.trimTrailingCharacter(folder, '/');
		if (onClassPath) {
			trimmed = StringUtils.trimLeadingCharacter(trimmed, '/');
		}
		if (trimmed.isBlank()) {
			problems.add(text, 0, "The location '" + text + "' names no folder",
					"Name a folder, such as 'classpath:db/migration'.");
			return null;
		}
		return new Location(onClassPath, trimmed);
	}

	/**
	 * Return the location as users write it.
	 */
	String text() {
		return (this.onClassPath ? "classpath:" : "filesystem:") + this.folder;
	}

}
