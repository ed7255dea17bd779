// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The SQL that a page of the documentation tells its readers to run.
 */
public final class DocumentedSql {

	private static final Pattern BLOCK = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private DocumentedSql() {
	}

	/**
	 * Read a page.
	 * @param page name of the file
	 * @return the blocks of SQL in their order
	 */
	public static List<String> of(String page) {
		try {
			String text = Files.readString(Path.of("..", "docs", page));
			return BLOCK.matcher(text).results().map((MatchResult block) -> block.group(1)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
