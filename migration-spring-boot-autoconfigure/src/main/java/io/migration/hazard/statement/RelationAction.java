// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Actions on a table as a whole.
 *
 * @since 1.0.0
 */
public interface RelationAction extends TableAction {

	/**
	 * {@code RENAME TO}.
	 *
	 * @param range where it stands
	 * @param to the new name
	 */
	record Rename(SourceRange range, String to) implements RelationAction {

	}

	/**
	 * {@code SET SCHEMA}.
	 *
	 * @param range where it stands
	 * @param schema the schema
	 */
	record SetSchema(SourceRange range, String schema) implements RelationAction {

	}

	/**
	 * {@code OWNER TO}.
	 *
	 * @param range where it stands
	 * @param owner the new owner
	 */
	record SetOwner(SourceRange range, String owner) implements RelationAction {

	}

	/**
	 * {@code INHERIT} and {@code NO INHERIT}.
	 *
	 * @param range where it stands
	 * @param parent the parent table
	 * @param enable whether it is switched on
	 */
	record Inherit(SourceRange range, QualifiedName parent, boolean enable) implements RelationAction {

	}

	/**
	 * {@code OF} and {@code NOT OF}.
	 *
	 * @param range where it stands
	 * @param type the composite type; {@code null} for none
	 */
	record SetType(SourceRange range, @Nullable QualifiedName type) implements RelationAction {

	}

	/**
	 * {@code ENABLE TRIGGER} and {@code DISABLE TRIGGER}.
	 *
	 * @param range where it stands
	 * @param trigger the trigger, or {@code all} or {@code user}
	 * @param enable whether it is switched on
	 */
	record SwitchTrigger(SourceRange range, String trigger, boolean enable) implements RelationAction {

	}

	/**
	 * {@code ENABLE RULE} and {@code DISABLE RULE}.
	 *
	 * @param range where it stands
	 * @param rule the rule
	 * @param enable whether it is switched on
	 */
	record SwitchRule(SourceRange range, String rule, boolean enable) implements RelationAction {

	}

	/**
	 * {@code ROW LEVEL SECURITY}.
	 *
	 * @param range where it stands
	 * @param force whether it is about {@code FORCE}
	 * @param enable whether it is switched on
	 */
	record SetRowSecurity(SourceRange range, boolean force, boolean enable) implements RelationAction {

	}

}
