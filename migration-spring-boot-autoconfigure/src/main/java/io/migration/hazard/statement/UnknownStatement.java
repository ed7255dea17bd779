// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * A statement that is not known; it may do anything.
 *
 * @param range where it stands
 * @param verb the first words
 * @since 1.0.0
 */
public record UnknownStatement(SourceRange range, String verb) implements SqlAction {

}
