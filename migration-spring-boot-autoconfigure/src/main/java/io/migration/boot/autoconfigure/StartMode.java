// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What this start does. Conditions alone do not tell: in an application that was
 * processed ahead of time, they were decided with the properties of the build.
 *
 * @param mode the mode, or {@code null} if nothing is done
 */
record StartMode(@Nullable MigrationMode mode) {

	static StartMode of(MigrationProperties properties, Environment environment, boolean background) {
		// A command decides itself what is done
		if (StringUtils.hasText(environment.getProperty("migration.command"))) {
			return new StartMode(null);
		}
		MigrationMode mode = properties.enabled() ? properties.mode() : null;
		if (background != (mode == MigrationMode.BACKGROUND)) {
			throw new ModeFixedException(background, mode);
		}
		return new StartMode(mode);
	}

}
