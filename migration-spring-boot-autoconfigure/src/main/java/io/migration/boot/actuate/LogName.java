// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import org.jspecify.annotations.Nullable;

/**
 * The name of a caller as it is logged: callers must not be able to begin lines of their
 * own.
 */
final class LogName {

	private LogName() {
	}

	static String of(@Nullable String name) {
		return (name != null) ? "'" + name.replaceAll("\\p{Cntrl}", "?") + "'" : "somebody unknown";
	}

}
