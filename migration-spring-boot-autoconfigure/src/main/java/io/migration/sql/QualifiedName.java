// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Objects;

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

	// Written out, as those of a record take a fresh JVM long, and whoever judges scripts
	// looks up names all the time
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof QualifiedName that && this.name.equals(that.name)
				&& Objects.equals(this.schema, that.schema);
	}

	@Override
	public int hashCode() {
		return 31 * Objects.hashCode(this.schema) + this.name.hashCode();
	}

}
