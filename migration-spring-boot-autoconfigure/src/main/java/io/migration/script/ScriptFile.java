// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * A file in a location.
 */
interface ScriptFile {

	/**
	 * Return the location in which it was found.
	 * @return the location
	 */
	Location location();

	/**
	 * Return its path relative to the location, with slashes.
	 * @return the path
	 */
	String path();

	/**
	 * Return where it really is; equal for the same file found twice.
	 * @return a path or URL
	 */
	String origin();

	/**
	 * Return size and CRC-32 if they are known without reading the file.
	 * @return both or {@code null}
	 */
	@Nullable FileStamp knownStamp();

	InputStream open() throws IOException;

	/**
	 * Return its path with the location, as users know it.
	 * @return location and path
	 */
	default String display() {
		return location().text() + "/" + path();
	}

	default String fileName() {
		return path().substring(path().lastIndexOf('/') + 1);
	}

}
