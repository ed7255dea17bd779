// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Where scripts are, how they are named and what is put into them.
 *
 * @param locations {@code classpath:} or {@code filesystem:} folders, searched
 * recursively; without a prefix a class path folder
 * @param versionPrefix first letters of a versioned script, may be empty
 * @param undoPrefix first letters of an undo script
 * @param repeatablePrefix first letters of a repeatable script
 * @param separator what stands between version and description
 * @param suffixes ends of the file names
 * @param placeholders values by the name of the placeholder
 * @param placeholdersStrict whether an undefined placeholder is an error
 * @since 1.0.0
 */
public record ScriptOptions(List<String> locations, String versionPrefix, String undoPrefix, String repeatablePrefix,
		String separator, List<String> suffixes, Map<String, String> placeholders, boolean placeholdersStrict) {

	/**
	 * What applies unless something else is said.
	 */
	public static final ScriptOptions DEFAULTS = new ScriptOptions(List.of("classpath:db/migration"), "V", "U", "R",
			"__", List.of(".sql"), Map.of(), false);

	public ScriptOptions {
		locations = List.copyOf(locations);
		suffixes = List.copyOf(suffixes);
		placeholders = Map.copyOf(placeholders);
		Assert.notEmpty(locations, "'locations' must not be empty");
		Assert.hasText(undoPrefix, "'undoPrefix' must not be empty");
		Assert.hasText(repeatablePrefix, "'repeatablePrefix' must not be empty");
		Assert.hasText(separator, "'separator' must not be empty");
		Assert.notEmpty(suffixes, "'suffixes' must not be empty");
		Assert.isTrue(!undoPrefix.equals(repeatablePrefix) && !undoPrefix.equals(versionPrefix)
				&& !repeatablePrefix.equals(versionPrefix), "Prefixes of scripts must differ from each other");
	}

	/**
	 * Tells the names of placeholders only, as their values may be secret.
	 */
	@Override
	public String toString() {
		return "ScriptOptions[locations=" + this.locations + ", placeholders=" + this.placeholders.keySet() + ", ...]";
	}

}
