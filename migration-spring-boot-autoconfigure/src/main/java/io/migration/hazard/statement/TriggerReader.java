// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements on triggers, rules and policies.
 */
final class TriggerReader {

	private TriggerReader() {
	}

	static SqlAction readCreate(TokenCursor cursor, SourceRange range, boolean orReplace) {
		boolean constraint = cursor.accept("constraint");
		String word = cursor.word();
		cursor.skip();
		String name = readName(cursor);
		boolean found = word.equals("rule") ? cursor.acceptOutsideParentheses("to")
				: cursor.acceptOutsideParentheses("on");
		QualifiedName table = found ? cursor.readWrittenName() : null;
		if (table == null) {
			return new UnknownStatement(range, "create " + word);
		}
		if (word.equals("rule")) {
			return new TriggerStatement.CreateRule(range, name, table, orReplace);
		}
		if (word.equals("policy")) {
			boolean restrictive = cursor.accept("as", "restrictive");
			return new TriggerStatement.CreatePolicy(range, name, table, restrictive, readUsing(cursor),
					readCheck(cursor));
		}
		QualifiedName from = cursor.accept("from") ? cursor.readWrittenName() : null;
		return new TriggerStatement.Create(range, name, table, orReplace, constraint, from, readFunction(cursor));
	}

	private static @Nullable QualifiedName readFunction(TokenCursor cursor) {
		boolean found = cursor.acceptOutsideParentheses("execute", "function")
				|| cursor.acceptOutsideParentheses("execute", "procedure");
		return found ? cursor.readWrittenName() : null;
	}

	private static @Nullable Expression readUsing(TokenCursor cursor) {
		return cursor.acceptOutsideParentheses("using") ? new Expression(cursor.readGroup().rest()) : null;
	}

	private static @Nullable Expression readCheck(TokenCursor cursor) {
		return cursor.acceptOutsideParentheses("with", "check") ? new Expression(cursor.readGroup().rest()) : null;
	}

	static SqlAction readAlter(TokenCursor cursor, SourceRange range) {
		ObjectKind kind = KindReader.read(cursor);
		String name = readName(cursor);
		QualifiedName table = cursor.accept("on") ? cursor.readWrittenName() : null;
		return (table != null)
				? new TriggerStatement.AlterPolicy(range, kind, name, table, readUsing(cursor), readCheck(cursor))
				: new UnknownStatement(range, "alter trigger");
	}

	private static String readName(TokenCursor cursor) {
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? name.name() : "";
	}

}
