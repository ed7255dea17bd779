// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * A folder in a jar. Size and CRC-32 of its files come from the directory of the jar;
 * nothing is unpacked.
 *
 * @param location the location for which it was found
 * @param jar the jar
 * @param folder path of the folder in the jar, ended by a slash
 */
record JarFolder(Location location, JarRoot jar, String folder) implements ScriptFolder {

	@Override
	public List<ScriptFile> list() throws IOException {
		List<ScriptFile> scripts = new ArrayList<>();
		String sameNameAsFile = this.folder.substring(0, this.folder.length() - 1);
		try (JarFile file = this.jar.open()) {
			for (JarEntry entry : Collections.list(file.entries())) {
				if (entry.getName().equals(sameNameAsFile)) {
					throw new NotDirectoryException(origin());
				}
				if (entry.getName().startsWith(this.folder) && !entry.isDirectory()) {
					scripts.add(script(entry));
				}
			}
		}
		return scripts;
	}

	private ScriptFile script(ZipEntry entry) {
		String path = entry.getName().substring(this.folder.length());
		return new JarScriptFile(this.location, path, this.jar, entry.getName(), stamp(entry));
	}

	private static @Nullable FileStamp stamp(ZipEntry entry) {
		boolean known = entry.getSize() >= 0 && entry.getCrc() >= 0;
		return known ? new FileStamp(entry.getSize(), entry.getCrc()) : null;
	}

	@Override
	public String origin() {
		return this.jar.url() + "!/" + this.folder;
	}

}
