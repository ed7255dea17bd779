// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads statements on transactions and settings.
 */
final class SessionReader {

	private static final Set<String> HARMLESS = Set.of("checkpoint", "close", "deallocate", "declare", "discard",
			"execute", "fetch", "listen", "load", "move", "notify", "prepare", "show", "unlisten");

	private SessionReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		String word = cursor.word();
		return switch (word) {
			case "begin", "start" -> new SessionStatement.Transaction(range, "begin");
			case "commit", "end" -> new SessionStatement.Transaction(range, "commit");
			case "rollback", "abort" -> readRollback(cursor, range);
			case "savepoint", "release" -> new SessionStatement.Transaction(range, word);
			case "prepare" -> cursor.isAt("prepare", "transaction") ? new SessionStatement.Transaction(range, word)
					: readPrepared(cursor, range, "as");
			case "declare" -> readPrepared(cursor, range, "for");
			case "set", "reset" -> readSetting(cursor, range);
			default ->
				HARMLESS.contains(word) ? new SessionStatement.Other(range, word) : new UnknownStatement(range, word);
		};
	}

	private static SqlAction readPrepared(TokenCursor cursor, SourceRange range, String before) {
		String verb = cursor.word();
		return cursor.acceptOutsideParentheses(before)
				? new SessionStatement.Prepare(range, verb, StatementReader.read(cursor.rest()))
				: new SessionStatement.Other(range, verb);
	}

	private static SqlAction readRollback(TokenCursor cursor, SourceRange range) {
		boolean toSavepoint = cursor.hasOutsideParentheses("to");
		return new SessionStatement.Transaction(range, toSavepoint ? "rollback to" : "rollback");
	}

	private static SqlAction readSetting(TokenCursor cursor, SourceRange range) {
		boolean reset = cursor.isAt("reset");
		cursor.skip();
		if (cursor.isAt("constraints") || cursor.isAt("transaction")) {
			return new SessionStatement.Other(range, "set " + cursor.word());
		}
		boolean local = cursor.accept("local");
		cursor.accept("session");
		if (cursor.accept("time", "zone")) {
			return new SessionStatement.Setting(range, "timezone", readValue(cursor), local);
		}
		String name = readName(cursor);
		if (!cursor.accept("to")) {
			cursor.acceptSymbol("=");
		}
		boolean none = reset || cursor.isAt("default");
		return new SessionStatement.Setting(range, name, none ? null : readValue(cursor), local);
	}

	private static String readName(TokenCursor cursor) {
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return "";
		}
		return (name.schema() != null) ? name.schema() + "." + name.name() : name.name();
	}

	static String readValue(TokenCursor cursor) {
		StringBuilder value = new StringBuilder();
		for (SqlToken token : cursor.rest()) {
			String text = switch (token.type()) {
				case STRING -> token.content();
				case QUOTED_IDENTIFIER -> token.identifier();
				default -> token.text();
			};
			value.append(text);
		}
		return value.toString();
	}

}
