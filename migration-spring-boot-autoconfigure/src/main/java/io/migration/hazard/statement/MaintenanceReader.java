// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.sql.OptionList;
import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;

/**
 * Reads statements that keep tables in shape, empty or lock them.
 */
final class MaintenanceReader {

	private static final Set<String> SWITCHES = Set.of("full", "freeze", "verbose", "analyze", "analyse");

	private MaintenanceReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		String word = cursor.word();
		cursor.skip();
		return switch (word) {
			case "truncate" -> readTruncate(cursor, range);
			case "lock" -> readLock(cursor, range);
			case "vacuum" -> readVacuum(cursor, range);
			case "cluster" -> readCluster(cursor, range);
			case "reindex" -> readReindex(cursor, range);
			case "refresh" -> readRefresh(cursor, range);
			default -> readAnalyze(cursor, range);
		};
	}

	private static SqlAction readTruncate(TokenCursor cursor, SourceRange range) {
		cursor.accept("table");
		boolean only = cursor.isAt("only");
		boolean cascade = cursor.hasOutsideParentheses("cascade");
		boolean restart = cursor.hasOutsideParentheses("restart", "identity");
		return new TableStatement.Truncate(range, NameList.read(cursor), only, cascade, restart);
	}

	private static SqlAction readLock(TokenCursor cursor, SourceRange range) {
		cursor.accept("table");
		List<QualifiedName> tables = new ArrayList<>();
		boolean only = false;
		do {
			only |= cursor.isAt("only");
			QualifiedName name = NameList.readRelation(cursor);
			cursor.acceptSymbol("*");
			if (name != null) {
				tables.add(name);
			}
		}
		while (cursor.acceptSymbol(","));
		LockMode mode = cursor.accept("in") ? readMode(cursor) : LockMode.ACCESS_EXCLUSIVE;
		return new TableStatement.Lock(range, tables, only, mode, cursor.hasOutsideParentheses("nowait"));
	}

	private static LockMode readMode(TokenCursor cursor) {
		StringBuilder name = new StringBuilder(cursor.word());
		cursor.skip();
		while (!cursor.isAtEnd() && !cursor.isAt("mode")) {
			name.append('_').append(cursor.word());
			cursor.skip();
		}
		for (LockMode mode : LockMode.values()) {
			if (mode.name().equalsIgnoreCase(name.toString())) {
				return mode;
			}
		}
		return LockMode.ACCESS_EXCLUSIVE;
	}

	private static SqlAction readVacuum(TokenCursor cursor, SourceRange range) {
		OptionList options = OptionList.read(cursor);
		boolean full = options.isOn("full");
		boolean analyze = options.isOn("analyze") || options.isOn("analyse");
		while (SWITCHES.contains(cursor.word())) {
			full |= cursor.isAt("full");
			analyze |= cursor.isAt("analyze") || cursor.isAt("analyse");
			cursor.skip();
		}
		return new MaintenanceStatement.Vacuum(range, NameList.read(cursor), full, analyze);
	}

	private static SqlAction readAnalyze(TokenCursor cursor, SourceRange range) {
		OptionList.read(cursor);
		cursor.accept("verbose");
		return new MaintenanceStatement.Analyze(range, NameList.read(cursor));
	}

	private static SqlAction readCluster(TokenCursor cursor, SourceRange range) {
		OptionList.read(cursor);
		cursor.accept("verbose");
		QualifiedName name = cursor.readWrittenName();
		if (cursor.accept("on")) {
			QualifiedName table = cursor.readWrittenName();
			return new MaintenanceStatement.Cluster(range, table, (name != null) ? name.name() : null);
		}
		QualifiedName index = cursor.accept("using") ? cursor.readWrittenName() : null;
		return new MaintenanceStatement.Cluster(range, name, (index != null) ? index.name() : null);
	}

	private static SqlAction readReindex(TokenCursor cursor, SourceRange range) {
		boolean concurrently = OptionList.read(cursor).isOn("concurrently");
		cursor.accept("verbose");
		IndexStatement.Scope scope = switch (cursor.word()) {
			case "index" -> IndexStatement.Scope.INDEX;
			case "table" -> IndexStatement.Scope.TABLE;
			case "schema" -> IndexStatement.Scope.SCHEMA;
			case "database" -> IndexStatement.Scope.DATABASE;
			case "system" -> IndexStatement.Scope.SYSTEM;
			default -> null;
		};
		if (scope == null) {
			return new UnknownStatement(range, "reindex");
		}
		cursor.skip();
		boolean word = cursor.accept("concurrently");
		return new IndexStatement.Reindex(range, scope, cursor.readWrittenName(), concurrently || word);
	}

	private static SqlAction readRefresh(TokenCursor cursor, SourceRange range) {
		cursor.accept("materialized", "view");
		boolean concurrently = cursor.accept("concurrently");
		QualifiedName name = cursor.readWrittenName();
		boolean withData = !cursor.isAt("with", "no", "data");
		return (name != null) ? new ViewStatement.Refresh(range, name, concurrently, withData)
				: new UnknownStatement(range, "refresh");
	}

}
