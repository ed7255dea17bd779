// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;
import java.util.Set;

import io.migration.sql.OptionList;
import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads actions of {@code ALTER TABLE} on the table as a whole.
 */
final class RelationActionReader {

	private static final Set<String> MODES = Set.of("always", "replica");

	private RelationActionReader() {
	}

	static @Nullable TableAction read(TokenCursor cursor, SourceRange range) {
		return switch (cursor.word()) {
			case "set" -> readSet(cursor, range);
			case "reset" -> readOptions(cursor, range, true);
			case "owner" -> readOwner(cursor, range);
			case "enable", "disable", "force" -> readSwitch(cursor, range);
			case "no" -> readNo(cursor, range);
			case "inherit" -> readInherit(cursor, range, true);
			case "of", "not" -> readOf(cursor, range);
			case "cluster" -> readClusterOn(cursor, range);
			case "replica" -> readReplicaIdentity(cursor, range);
			default -> null;
		};
	}

	private static @Nullable TableAction readSet(TokenCursor cursor, SourceRange range) {
		if (cursor.accept("set", "access", "method")) {
			return new StorageAction.SetAccessMethod(range, name(cursor));
		}
		if (cursor.isAt("set", "without", "cluster")) {
			return new StorageAction.ClusterOn(range, null);
		}
		if (cursor.isAt("set", "logged") || cursor.isAt("set", "unlogged")) {
			return new StorageAction.SetLogged(range, cursor.isAt("set", "logged"));
		}
		if (cursor.accept("set", "schema")) {
			return new RelationAction.SetSchema(range, name(cursor));
		}
		if (cursor.accept("set", "tablespace")) {
			return new StorageAction.SetTablespace(range, name(cursor));
		}
		return cursor.isAt("set", "without", "oids") ? new StorageAction.SetWithoutOids(range)
				: readOptions(cursor, range, false);
	}

	private static @Nullable TableAction readOptions(TokenCursor cursor, SourceRange range, boolean reset) {
		cursor.skip();
		return cursor.isAtSymbol("(")
				? new StorageAction.SetOptions(range, List.copyOf(OptionList.read(cursor).names()), reset) : null;
	}

	private static @Nullable TableAction readOwner(TokenCursor cursor, SourceRange range) {
		return cursor.accept("owner", "to") ? new RelationAction.SetOwner(range, name(cursor)) : null;
	}

	private static @Nullable TableAction readSwitch(TokenCursor cursor, SourceRange range) {
		boolean force = cursor.isAt("force");
		boolean enable = !cursor.isAt("disable");
		cursor.skip();
		if (cursor.isAt("row", "level", "security")) {
			return new RelationAction.SetRowSecurity(range, force, enable);
		}
		cursor.acceptAny(MODES);
		if (cursor.accept("trigger")) {
			return new RelationAction.SwitchTrigger(range, name(cursor), enable);
		}
		return cursor.accept("rule") ? new RelationAction.SwitchRule(range, name(cursor), enable) : null;
	}

	private static @Nullable TableAction readNo(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		return cursor.isAt("force") ? new RelationAction.SetRowSecurity(range, true, false)
				: readInherit(cursor, range, false);
	}

	private static @Nullable TableAction readInherit(TokenCursor cursor, SourceRange range, boolean enable) {
		QualifiedName parent = cursor.accept("inherit") ? cursor.readWrittenName() : null;
		return (parent != null) ? new RelationAction.Inherit(range, parent, enable) : null;
	}

	private static TableAction readOf(TokenCursor cursor, SourceRange range) {
		return new RelationAction.SetType(range, cursor.accept("of") ? cursor.readWrittenName() : null);
	}

	private static @Nullable TableAction readClusterOn(TokenCursor cursor, SourceRange range) {
		return cursor.accept("cluster", "on") ? new StorageAction.ClusterOn(range, name(cursor)) : null;
	}

	private static @Nullable TableAction readReplicaIdentity(TokenCursor cursor, SourceRange range) {
		if (!cursor.accept("replica", "identity")) {
			return null;
		}
		if (cursor.accept("using", "index")) {
			return new StorageAction.SetReplicaIdentity(range, "index", name(cursor));
		}
		return new StorageAction.SetReplicaIdentity(range, cursor.word(), null);
	}

	private static String name(TokenCursor cursor) {
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? name.name() : "";
	}

}
