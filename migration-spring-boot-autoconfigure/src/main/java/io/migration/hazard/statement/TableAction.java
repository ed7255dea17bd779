// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * One action of {@code ALTER TABLE} and its relatives.
 *
 * @since 1.0.0
 */
public interface TableAction {

	/**
	 * Return where the action stands.
	 * @return the range in the source
	 */
	SourceRange range();

	/**
	 * An action that is not known.
	 *
	 * @param range where it stands
	 * @param verb the first words
	 */
	record Unknown(SourceRange range, String verb) implements TableAction {

	}

}
