// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Version and description read from a class name such as {@code V1_2__Add_users}.
 *
 * @param version the version
 * @param description the words after the separator
 */
record JavaMigrationName(MigrationVersion version, String description) {

	static JavaMigrationName of(Class<?> type) {
		String name = type.getSimpleName();
		int separator = name.indexOf("__");
		MigrationVersion version = (name.startsWith("V") && separator > 1)
				? MigrationVersion.parse(name.substring(1, separator)) : null;
		if (version == null || separator + 2 >= name.length()) {
			throw new IllegalStateException("The class name of the migration " + type.getName()
					+ " holds no version: name it V<version>__<Description> or override version() and description()");
		}
		return new JavaMigrationName(version, name.substring(separator + 2).replace('_', ' '));
	}

}
