// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Explains why a command of the psql program cannot be in a script, and what to write
 * instead.
 */
final class PsqlCommand {

	private PsqlCommand() {
	}

	static SqlSyntaxException refuse(String text, int offset, int line) {
		String command = command(text, offset);
		if (command.length() == 1) {
			return new SqlSyntaxException(line, "A backslash outside of quotes is not SQL",
					"Remove it, or put the text around it in quotes.");
		}
		return new SqlSyntaxException(line, "\"" + command + "\" is a command of the psql program and not SQL",
				action(command));
	}

	private static String command(String text, int offset) {
		int end = offset + 1;
		while (end < text.length() && isCommandPart(text.charAt(end))) {
			end++;
		}
		return text.substring(offset, end);
	}

	private static boolean isCommandPart(char c) {
		return Character.isLetterOrDigit(c) || "_.!?+".indexOf(c) >= 0;
	}

	private static String action(String command) {
		return switch (command) {
			case "\\i", "\\ir", "\\include", "\\include_relative" -> "Give the other file a version of its own.";
			case "\\restrict", "\\unrestrict" -> "Delete the line; newer versions of pg_dump write it for psql only.";
			case "\\c", "\\connect" -> "Delete the line and configure the data source for that database.";
			case "\\set", "\\unset", "\\gset", "\\getenv", "\\prompt" ->
				"Use a placeholder, ${name}, with its value in the configuration.";
			case "\\." -> "Delete the line; it closes the data of COPY ... FROM stdin, and none is open here.";
			case "\\copy" -> "Use COPY ... FROM stdin with the data in the script.";
			case "\\g", "\\gx", "\\gexec", "\\gdesc" -> "End the statement with a semicolon instead.";
			case "\\if", "\\elif", "\\else", "\\endif" -> "Use a DO block, or files of different locations.";
			case "\\echo", "\\qecho", "\\warn", "\\timing", "\\pset", "\\x", "\\q", "\\quit" -> "Delete the line.";
			case "\\encoding" -> "Delete the line and save the file as UTF-8.";
			default -> "Write it as SQL, or delete it.";
		};
	}

}
