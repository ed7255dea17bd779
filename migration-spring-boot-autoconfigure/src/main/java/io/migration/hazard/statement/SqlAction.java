// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * What one statement does. The kinds are nested in interfaces of related statements such
 * as {@link TableStatement}; what no kind fits is an {@link UnknownStatement}.
 *
 * @since 1.0.0
 */
public interface SqlAction {

	/**
	 * Return where the statement stands.
	 * @return the range in the source
	 */
	SourceRange range();

}
