// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements of the same shape for many kinds of objects.
 *
 * @since 1.0.0
 */
public interface ObjectStatement extends SqlAction {

	/**
	 * {@code CREATE} of a kind without its own record: schemas, sequences, extensions,
	 * publications, statistics and so on.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name; {@code null} if it has none
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 * @param orReplace whether {@code OR REPLACE} is there
	 * @param on the tables it refers to
	 * @param statements the elements of {@code CREATE SCHEMA}
	 */
	record Create(SourceRange range, ObjectKind kind, @Nullable QualifiedName name, boolean ifNotExists,
			boolean orReplace, List<QualifiedName> on, List<SqlAction> statements) implements ObjectStatement {

		public Create {
			on = List.copyOf(on);
			statements = List.copyOf(statements);
		}

	}

	/**
	 * {@code ALTER} without its own record.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name; {@code null} if it has none
	 * @param verb the first words
	 * @param on the tables it refers to
	 */
	record Alter(SourceRange range, ObjectKind kind, @Nullable QualifiedName name, String verb,
			List<QualifiedName> on) implements ObjectStatement {

		public Alter {
			on = List.copyOf(on);
		}

	}

	/**
	 * {@code ALTER ... RENAME TO}; of tables, views, indexes and sequences it is a
	 * {@link RelationAction.Rename}.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name
	 * @param to the new name
	 */
	record Rename(SourceRange range, ObjectKind kind, QualifiedName name, String to) implements ObjectStatement {

	}

	/**
	 * {@code ALTER ... SET SCHEMA}; of tables and the like it is a
	 * {@link RelationAction.SetSchema}.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name
	 * @param schema the schema
	 */
	record SetSchema(SourceRange range, ObjectKind kind, QualifiedName name, String schema) implements ObjectStatement {

	}

	/**
	 * {@code ALTER ... OWNER TO}; of tables and the like it is a
	 * {@link RelationAction.SetOwner}.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name
	 * @param owner the new owner
	 */
	record SetOwner(SourceRange range, ObjectKind kind, QualifiedName name, String owner) implements ObjectStatement {

	}

	/**
	 * {@code COMMENT} and {@code SECURITY LABEL}.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the object; of a column, constraint, trigger, rule or policy its table;
	 * {@code null} if it cannot be told
	 */
	record Comment(SourceRange range, ObjectKind kind, @Nullable QualifiedName name) implements ObjectStatement {

	}

	/**
	 * {@code GRANT} and {@code REVOKE}, also of roles, and
	 * {@code ALTER DEFAULT PRIVILEGES}.
	 *
	 * @param range where it stands
	 * @param revoke whether it takes away
	 * @param kind what kind of object it is
	 * @param names the names
	 * @param privileges the privileges in lower case; {@code all} for all
	 * @param grantees the roles; {@code public} for everybody
	 * @param withGrantOption whether the grantee may grant
	 */
	record Privileges(SourceRange range, boolean revoke, ObjectKind kind, List<QualifiedName> names,
			List<String> privileges, List<String> grantees, boolean withGrantOption) implements ObjectStatement {

		public Privileges {
			names = List.copyOf(names);
			privileges = List.copyOf(privileges);
			grantees = List.copyOf(grantees);
		}

	}

}
