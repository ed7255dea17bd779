// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps in a native image what is there without any configuration: the scripts of the
 * default location, and what is looked up by name. {@link MigrationAotProcessor} adds
 * what is configured.
 */
class MigrationRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("db/migration/**");
		hints.reflection().registerTypeIfPresent(classLoader, StartupProbePort.ACTUATOR);
		registerDriver(hints, classLoader, "org.postgresql.Driver");
	}

	static void registerDriver(RuntimeHints hints, @Nullable ClassLoader classLoader, String className) {
		hints.reflection().registerTypeIfPresent(classLoader, className, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
	}

}
