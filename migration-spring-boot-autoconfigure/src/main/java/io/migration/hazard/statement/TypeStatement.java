// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements on types and domains.
 *
 * @since 1.0.0
 */
public interface TypeStatement extends SqlAction {

	/**
	 * {@code CREATE TYPE ... AS ENUM}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param labels the labels
	 */
	record CreateEnum(SourceRange range, QualifiedName name, List<String> labels) implements TypeStatement {

		public CreateEnum {
			labels = List.copyOf(labels);
		}

	}

	/**
	 * {@code CREATE TYPE ... AS (...)}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param columns the columns
	 */
	record CreateComposite(SourceRange range, QualifiedName name,
			List<ColumnDefinition> columns) implements TypeStatement {

		public CreateComposite {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * {@code CREATE TYPE} of other kinds.
	 *
	 * @param range where it stands
	 * @param name the name
	 */
	record CreateOther(SourceRange range, QualifiedName name) implements TypeStatement {

	}

	/**
	 * {@code CREATE DOMAIN}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param base the base type
	 * @param defaultValue the default
	 * @param constraints the constraints
	 */
	record CreateDomain(SourceRange range, QualifiedName name, TypeName base, @Nullable Expression defaultValue,
			List<ConstraintDefinition> constraints) implements TypeStatement {

		public CreateDomain {
			constraints = List.copyOf(constraints);
		}

	}

	/**
	 * {@code ALTER TYPE ... ADD VALUE}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param label the label
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 * @param placed whether {@code BEFORE} or {@code AFTER} is there
	 */
	record AddEnumValue(SourceRange range, QualifiedName name, String label, boolean ifNotExists,
			boolean placed) implements TypeStatement {

	}

	/**
	 * {@code ALTER TYPE ... RENAME VALUE}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param label the label
	 * @param to the new name
	 */
	record RenameEnumValue(SourceRange range, QualifiedName name, String label, String to) implements TypeStatement {

	}

	/**
	 * {@code ALTER TYPE ... ADD, DROP, ALTER or RENAME ATTRIBUTE}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param verb {@code add}, {@code drop}, {@code alter} or {@code rename}
	 * @param cascade whether what depends on it goes too
	 */
	record AlterComposite(SourceRange range, QualifiedName name, String verb,
			boolean cascade) implements TypeStatement {

	}

	/**
	 * {@code ALTER DOMAIN ... ADD}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param definition the definition
	 */
	record AddDomainConstraint(SourceRange range, QualifiedName name,
			ConstraintDefinition definition) implements TypeStatement {

	}

	/**
	 * {@code ALTER DOMAIN ... VALIDATE CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param constraint the constraint
	 */
	record ValidateDomainConstraint(SourceRange range, QualifiedName name, String constraint) implements TypeStatement {

	}

	/**
	 * {@code ALTER DOMAIN ... SET NOT NULL} and {@code DROP NOT NULL}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param enable whether it is switched on
	 */
	record SetDomainNotNull(SourceRange range, QualifiedName name, boolean enable) implements TypeStatement {

	}

	/**
	 * {@code ALTER DOMAIN ... DEFAULT} or {@code DROP CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param dropped the constraint that is dropped
	 */
	record ChangeDomain(SourceRange range, QualifiedName name, @Nullable String dropped) implements TypeStatement {

	}

}
