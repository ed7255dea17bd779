// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A script on a class path that is neither a directory nor a jar.
 *
 * @param location the location in which it was found
 * @param path its path relative to the location
 * @param origin its URL
 * @param resource how to open it
 */
record ResourceScriptFile(Location location, String path, String origin, Resource resource) implements ScriptFile {

	@Override
	public @Nullable FileStamp knownStamp() {
		return null;
	}

	@Override
	public InputStream open() throws IOException {
		return this.resource.getInputStream();
	}

}
