// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

/**
 * The terms on which a step is undone.
 *
 * @param fromHistory whether the text is the one that the history keeps
 * @param halfDone whether only a part of what is undone was done, so that some of it may
 * be missing
 * @param acceptDataLoss whether to go on where something that holds data is dropped
 * @param together whether all steps of the rollback are one transaction
 * @since 1.0.0
 */
public record UndoTerms(boolean fromHistory, boolean halfDone, boolean acceptDataLoss, boolean together) {

	UndoTerms inOneTransaction() {
		return new UndoTerms(this.fromHistory, this.halfDone, this.acceptDataLoss, true);
	}

}
