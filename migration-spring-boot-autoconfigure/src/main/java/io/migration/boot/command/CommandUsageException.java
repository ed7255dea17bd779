// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown when a command cannot be run as it was given. Nothing was done.
 */
final class CommandUsageException extends FailureAnalyzedException implements ExitCodeGenerator {

	private static final long serialVersionUID = 1L;

	CommandUsageException(String description, String action) {
		super(description, action);
	}

	@Override
	public int getExitCode() {
		return ExitCode.INVALID.value();
	}

}
