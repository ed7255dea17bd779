// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Set;

/**
 * The forms of {@code ALTER TABLE}; when there are several actions the strongest lock
 * wins.
 */
final class AlterTableStatements {

	private static final Set<String> ENABLE = Set.of("enable", "disable");

	private static final Set<String> ENABLE_MODES = Set.of("always", "replica");

	private AlterTableStatements() {
	}

	static StatementTraits classify(TokenCursor cursor) {
		cursor.skip();
		if (cursor.isAt("all", "in", "tablespace")) {
			return StatementTraits.other(LockImpact.BLOCKS_READERS);
		}
		TokenCursor detach = new TokenCursor(cursor.rest());
		if (detach.acceptOutsideParentheses("detach", "partition")) {
			detach.skipName();
			if (detach.isAt("concurrently")) {
				return StatementTraits.forbidden(StatementKind.DETACH_PARTITION_CONCURRENTLY,
						LockImpact.WAITS_FOR_OLD_TRANSACTIONS);
			}
		}
		return StatementTraits.other(impactOfActions(cursor));
	}

	static LockImpact impactOfActions(TokenCursor cursor) {
		cursor.accept("if", "exists");
		cursor.accept("only");
		cursor.skipName();
		cursor.acceptSymbol("*");
		LockImpact strongest = LockImpact.NONE;
		for (TokenCursor action : cursor.split()) {
			LockImpact impact = impactOfAction(action);
			strongest = (impact.compareTo(strongest) > 0) ? impact : strongest;
		}
		return strongest;
	}

	static LockImpact impactOfAction(TokenCursor action) {
		return switch (action.word()) {
			case "validate", "cluster" -> LockImpact.NONE;
			case "set", "reset" -> impactOfSet(action);
			case "alter" -> impactOfAlterColumn(action);
			case "add" -> isForeignKey(action) ? LockImpact.BLOCKS_WRITERS : LockImpact.BLOCKS_READERS;
			case "enable", "disable" -> isTrigger(action) ? LockImpact.BLOCKS_WRITERS : LockImpact.BLOCKS_READERS;
			default -> LockImpact.BLOCKS_READERS;
		};
	}

	private static LockImpact impactOfSet(TokenCursor action) {
		if (action.accept("set", "without", "cluster")) {
			return LockImpact.NONE;
		}
		action.skip();
		if (!action.isAtSymbol("(")) {
			return LockImpact.BLOCKS_READERS;
		}
		for (String parameter : OptionList.read(action).names()) {
			if (!StorageParameters.isHarmless(parameter)) {
				return LockImpact.BLOCKS_READERS;
			}
		}
		return LockImpact.NONE;
	}

	private static LockImpact impactOfAlterColumn(TokenCursor action) {
		action.skip();
		action.accept("column");
		action.skipName();
		if (action.accept("set", "statistics")) {
			return LockImpact.NONE;
		}
		boolean isOptions = (action.accept("set") || action.accept("reset")) && action.isAtSymbol("(");
		return isOptions ? LockImpact.NONE : LockImpact.BLOCKS_READERS;
	}

	private static boolean isForeignKey(TokenCursor action) {
		action.skip();
		if (action.accept("constraint")) {
			action.skipName();
		}
		return action.isAt("foreign", "key");
	}

	private static boolean isTrigger(TokenCursor action) {
		action.acceptAny(ENABLE);
		action.acceptAny(ENABLE_MODES);
		return action.isAt("trigger");
	}

}
