// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Reads the settings that Flyway allows beside a script.
 */
final class ScriptConfig {

	private static final String TRANSACTION = "executeInTransaction";

	private ScriptConfig() {
	}

	/**
	 * Read what a settings file says about transactions.
	 * @param file the file if there is one
	 * @param problems where mistakes go
	 * @return the mode, {@link TransactionMode#AUTO} if it says nothing
	 */
	static TransactionMode read(@Nullable ScriptFile file, Problems problems) {
		if (file == null) {
			return TransactionMode.AUTO;
		}
		FileProblems fileProblems = problems.of(file);
		String text = ScriptText.read(file, fileProblems);
		return (text != null) ? read(parse(text, fileProblems), fileProblems) : TransactionMode.AUTO;
	}

	private static Properties parse(String text, FileProblems problems) {
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(text));
		}
		catch (IOException | IllegalArgumentException ex) {
			problems.add("The file is not in the format of properties: " + ex.getMessage(),
					"Write one name=value on each line.");
		}
		return properties;
	}

	private static TransactionMode read(Properties properties, FileProblems problems) {
		for (String name : new TreeSet<>(properties.stringPropertyNames())) {
			if (!name.equals(TRANSACTION)) {
				problems.add("The setting '" + name + "' is not supported",
						"Remove it; the only setting of a script is " + TRANSACTION + "=true|false.");
			}
		}
		String value = properties.getProperty(TRANSACTION);
		if (value == null) {
			return TransactionMode.AUTO;
		}
		return switch (value.trim()) {
			case "true" -> TransactionMode.ON;
			case "false" -> TransactionMode.OFF;
			default -> {
				problems.add("The value '" + value + "' of " + TRANSACTION + " is not valid", "Use true or false.");
				yield TransactionMode.AUTO;
			}
		};
	}

}
