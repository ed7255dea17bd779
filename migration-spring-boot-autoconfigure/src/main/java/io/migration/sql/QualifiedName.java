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

}
