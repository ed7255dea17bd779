// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * A type as written.
 *
 * @param schema the schema; {@code null} if none is written
 * @param name the name in the spelling of the catalog, such as {@code int4} for
 * {@code integer}
 * @param modifiers what stands in parentheses, such as the length
 * @param array whether it is an array
 * @since 1.0.0
 */
public record TypeName(@Nullable String schema, String name, List<Integer> modifiers, boolean array) {

	public TypeName {
		modifiers = List.copyOf(modifiers);
	}

	/**
	 * Return whether this is one of the {@code serial} types, which stand for an integer
	 * type and a sequence.
	 * @return {@code true} if it is
	 */
	public boolean isSerial() {
		return this.schema == null && this.name.endsWith("serial");
	}

	/**
	 * Read a type.
	 * @param tokens its tokens
	 * @return what they say
	 */
	public static TypeName of(List<SqlToken> tokens) {
		return TypeReader.read(new TokenCursor(tokens));
	}

}
