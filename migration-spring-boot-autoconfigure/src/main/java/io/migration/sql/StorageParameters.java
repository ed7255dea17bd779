// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Storage parameters of tables and indexes.
 *
 * @since 1.0.0
 */
public final class StorageParameters {

	private StorageParameters() {
	}

	/**
	 * Return whether a parameter can be changed without keeping anybody out.
	 * @param parameter the name
	 * @return {@code true} if it can
	 */
	public static boolean isHarmless(String parameter) {
		return switch (parameter) {
			case "fillfactor", "parallel_workers", "toast_tuple_target", "log_autovacuum_min_duration",
					"deduplicate_items" ->
				true;
			default -> parameter.startsWith("autovacuum_") || parameter.startsWith("vacuum_")
					|| parameter.startsWith("toast.");
		};
	}

}
