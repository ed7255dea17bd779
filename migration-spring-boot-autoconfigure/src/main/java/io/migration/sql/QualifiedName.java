// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a database object as the catalog has it: unquoted names folded to lower
 * case, quoted ones without their quotes.
 *
 * @param schema the schema or {@code null} if none is written
 * @param name the name
 * @since 1.0.0
 */
public record QualifiedName(@Nullable String schema, String name) {

	/**
	 * Return the name with all parts quoted, as {@code to_regclass} and statements take
	 * it.
	 * @return the quoted name
	 */
	public String quoted() {
		return (this.schema != null) ? quote(this.schema) + "." + quote(this.name) : quote(this.name);
	}

	private static String quote(String part) {
		return "\"" + part.replace("\"", "\"\"") + "\"";
	}

}
