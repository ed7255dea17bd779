// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.Map;

/**
 * The settings of a session that are its own.
 *
 * @param settings value by name of the setting
 * @param user the user that the session acts for, by default the one who logged in
 * @param role the role that was set
 * @since 1.0.0
 */
public record SessionState(Map<String, String> settings, String user, String role) {

	public SessionState {
		settings = Map.copyOf(settings);
	}

}
