// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown when an application was processed ahead of time for a mode that does not fit the
 * one it is started with: nothing would be migrated, or more than was asked for.
 */
final class ModeFixedException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	ModeFixedException(boolean background, @Nullable MigrationMode mode) {
		super("""
				The application was processed ahead of time %s migration.mode=background, and is started with %s. The \
				beans for the background cannot be added or left out any more. No migration has run."""
			.formatted(background ? "with" : "without", asked(mode)),
				"""
						Set migration.mode=%s, or process the application ahead of time again with the properties with which \
						it is started."""
					.formatted(background ? "background" : "migrate, wait or validate"));
	}

	private static String asked(@Nullable MigrationMode mode) {
		return (mode != null) ? "migration.mode=" + mode.name().toLowerCase(Locale.ROOT) : "migration.enabled=false";
	}

}
