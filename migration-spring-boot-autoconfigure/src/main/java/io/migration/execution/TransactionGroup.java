// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

import io.migration.script.ScriptStep;

/**
 * Statements of a step that take effect together, or one that runs outside of a
 * transaction.
 *
 * @param transactional whether it is a transaction
 * @param statements positions of the statements in the step, from 0, without the script's
 * own {@code BEGIN} and {@code COMMIT}
 * @since 1.0.0
 */
public record TransactionGroup(boolean transactional, List<Integer> statements) {

	public TransactionGroup {
		statements = List.copyOf(statements);
	}

	/**
	 * Tell how a step is cut when it runs.
	 * @param step the step
	 * @return the groups in their order
	 */
	public static List<TransactionGroup> of(ScriptStep step) {
		return Segmenter.cut(step)
			.stream()
			.map((segment) -> new TransactionGroup(segment.transactional(),
					segment.statements().stream().map(Segment.Numbered::index).toList()))
			.toList();
	}

}
