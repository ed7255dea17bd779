// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;

/**
 * What has to be known between the preparation of the environment and the end of the
 * command, both on the thread that starts the application. While it lasts, whatever is
 * printed goes to the standard error output.
 *
 * @param output the standard output, where only the result goes
 */
record CommandInvocation(PrintStream output) {

	private static final ThreadLocal<@Nullable CommandInvocation> current = new ThreadLocal<>();

	static void begin() {
		current.set(new CommandInvocation(System.out));
		System.setOut(System.err);
	}

	static @Nullable CommandInvocation current() {
		return current.get();
	}

	static void end() {
		CommandInvocation invocation = current.get();
		if (invocation != null) {
			current.remove();
			System.setOut(invocation.output());
		}
	}

}
