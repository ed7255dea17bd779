// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import org.jspecify.annotations.Nullable;

/**
 * What a command prints when it did what was asked for.
 *
 * @param value for machines: a record, map, collection or simple value
 * @param text for people
 * @param sarif for tools that read findings, {@code null} if the command has none
 * @param code how the command ends
 */
record CommandResult(Object value, String text, @Nullable Object sarif, ExitCode code) {

	CommandResult(Object value, String text) {
		this(value, text, null, ExitCode.DONE);
	}

}
