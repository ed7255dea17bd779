// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is said about hazards.
 *
 * @param mode what to do about them when migrations are about to run
 * @param severities severities that differ from those of the rules, by the name of the
 * rule
 * @param since migrations up to this version are left alone; {@code null}: none is
 * @param serverVersion version of the server where no database is asked, such as
 * {@code 15} or {@code 14.2}; {@code null}: the oldest one that is supported
 * @since 1.0.0
 */
public record HazardOptions(HazardMode mode, Map<String, Severity> severities, @Nullable MigrationVersion since,
		@Nullable String serverVersion) {

	/**
	 * What applies unless something else is said.
	 */
	public static final HazardOptions DEFAULTS = new HazardOptions(HazardMode.WARN, Map.of(), null, null);

	public HazardOptions {
		severities = Map.copyOf(severities);
		Assert.isTrue(isServerVersion(serverVersion), "'serverVersion' must be a number such as 15 or 14.2");
	}

	/**
	 * Return whether a text is the version of a server.
	 * @param text the text
	 * @return {@code true} if it is one, or {@code null}
	 */
	public static boolean isServerVersion(@Nullable String text) {
		return text == null || text.matches("[1-9][0-9]?(\\.[0-9]{1,2})?");
	}

}
