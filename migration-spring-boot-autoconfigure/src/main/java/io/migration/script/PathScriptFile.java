// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A script in a directory.
 *
 * @param location the location in which it was found
 * @param path its path relative to the location
 * @param file where it really is
 */
record PathScriptFile(Location location, String path, Path file) implements ScriptFile {

	@Override
	public String origin() {
		return this.file.toString();
	}

	@Override
	public @Nullable FileStamp knownStamp() {
		return null;
	}

	@Override
	public InputStream open() throws IOException {
		return Files.newInputStream(this.file);
	}

}
