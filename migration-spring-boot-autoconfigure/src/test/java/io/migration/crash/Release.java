// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one build of an application contains.
 *
 * @param folder where the files are
 * @param scripts all migrations, files and classes
 */
record Release(Path folder, List<Script> scripts) {

	static Release write(Path folder, List<Script> scripts) {
		try {
			Files.createDirectories(folder);
			for (Script script : scripts) {
				if (!script.code()) {
					Files.writeString(folder.resolve(script.name() + ".sql"), script.text());
				}
			}
			return new Release(folder, scripts);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> classes() {
		return this.scripts.stream().filter(Script::code).map(Script::name).toList();
	}

}
