// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import io.migration.ValidationFailedException.Reason;

/**
 * The differences between history and scripts that can be accepted.
 *
 * @param target name of the target
 * @param differences the differences, all of them or those of the migration asked for
 * @since 1.0.0
 */
public record RepairReport(String target, List<Difference> differences) {

	public RepairReport {
		differences = List.copyOf(differences);
	}

	/**
	 * One difference.
	 *
	 * @param migration the version, or {@code R__description}
	 * @param reason its kind
	 * @param message what differs, old and new
	 * @param effect what accepting it means
	 * @param accepted whether it was accepted now
	 */
	public record Difference(String migration, Reason reason, String message, String effect, boolean accepted) {

	}

}
