// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * {@code DROP} of any kind of object.
 *
 * @param range where it stands
 * @param kind what kind of object it is
 * @param names the names
 * @param table the table of a trigger, policy or rule
 * @param ifExists whether {@code IF EXISTS} is there
 * @param cascade whether what depends on it goes too
 * @param concurrently whether it is the form that lets others work
 * @since 1.0.0
 */
public record DropStatement(SourceRange range, ObjectKind kind, List<QualifiedName> names,
		@Nullable QualifiedName table, boolean ifExists, boolean cascade, boolean concurrently) implements SqlAction {

	public DropStatement {
		names = List.copyOf(names);
	}

}
