// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.TypeName;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A type of a user.
 *
 * @param name the name
 * @param kind what it is
 * @param base the base type of a domain
 * @param constrained whether a domain has constraints
 * @param labels the labels of an enumeration
 * @param age when it came into being
 * @since 1.0.0
 */
public record TypeModel(QualifiedName name, Kind kind, @Nullable TypeName base, boolean constrained,
		List<String> labels, Age age) {

	public TypeModel {
		labels = List.copyOf(labels);
	}

	/**
	 * What a type is.
	 */
	public enum Kind {

		/** An enumeration. */
		ENUM,

		/** A domain. */
		DOMAIN,

		/** A composite type. */
		COMPOSITE,

		/** Anything else. */
		OTHER

	}

}
