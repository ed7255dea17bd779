// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;
import java.util.function.Supplier;

import io.migration.MigrationEngine;

import org.springframework.core.env.Environment;

/**
 * What a command works with.
 *
 * @param options its options
 * @param words what else stands on the command line
 * @param environment the configuration of the application
 * @param engineSource makes the engine when it is asked for
 */
record CommandInput(MigrationCommandProperties options, List<String> words, Environment environment,
		Supplier<MigrationEngine> engineSource) {

	CommandInput {
		words = List.copyOf(words);
	}

	MigrationEngine engine() {
		return this.engineSource.get();
	}

	String requestedBy() {
		return System.getProperty("user.name", "unknown");
	}

}
