// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Says what to do when the role that migrates may not do what a migration needs.
 *
 * @since 1.0.0
 */
public final class PrivilegeAdvice {

	private PrivilegeAdvice() {
	}

	/**
	 * Return the role that has logged in. Sends nothing.
	 * @param connection its connection
	 * @return the role, or {@code null} if the driver does not tell
	 */
	public static @Nullable String roleOf(Connection connection) {
		try {
			return connection.getMetaData().getUserName();
		}
		catch (SQLException ex) {
			return null;
		}
	}

	/**
	 * Give the advice.
	 * @param role the role that was refused, {@code null} if it is not known
	 * @return what to do
	 */
	public static String of(@Nullable String role) {
		String who = (role != null) ? "The role '" + role + "'" : "The role of the data source";
		return who + " lacks what the server names. Migrate as the role that owns the schema: set "
				+ "migration.datasource.username and migration.datasource.password, and leave the application its own "
				+ "role. If " + ((role != null) ? "'" + role + "'" : "it")
				+ " is to migrate itself, it has to own the objects that migrations change, and needs USAGE and CREATE "
				+ "on the schema.";
	}

}
