// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * A script in a jar, also in one that is nested in another one.
 *
 * @param location the location in which it was found
 * @param path its path relative to the location
 * @param jar the jar
 * @param entry its path in the jar
 * @param knownStamp what the directory of the jar says about it
 */
record JarScriptFile(Location location, String path, JarRoot jar, String entry,
		@Nullable FileStamp knownStamp) implements ScriptFile {

	@Override
	public String origin() {
		return this.jar.url() + "!/" + this.entry;
	}

	@Override
	public InputStream open() throws IOException {
		JarFile file = this.jar.open();
		try {
			return new EntryStream(file, content(file));
		}
		catch (IOException | RuntimeException ex) {
			file.close();
			throw ex;
		}
	}

	private InputStream content(JarFile file) throws IOException {
		ZipEntry found = file.getEntry(this.entry);
		InputStream content = (found != null) ? file.getInputStream(found) : null;
		if (content == null) {
			throw new FileNotFoundException(origin());
		}
		return content;
	}

	/**
	 * Closes the jar together with the entry.
	 */
	private static final class EntryStream extends FilterInputStream {

		private final JarFile file;

		EntryStream(JarFile file, InputStream content) {
			super(content);
			this.file = file;
		}

		@Override
		public void close() throws IOException {
			try (JarFile closing = this.file) {
				super.close();
			}
		}

	}

}
