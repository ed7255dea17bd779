// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Statements on subscriptions: whether a transaction may hold them depends on options.
 */
final class SubscriptionStatements {

	private SubscriptionStatements() {
	}

	static StatementTraits create(TokenCursor cursor) {
		OptionList options = optionsBehindWith(cursor);
		boolean leavesSlotAlone = options.isOff("connect") || options.isOff("create_slot");
		return leavesSlotAlone ? StatementTraits.other(LockImpact.NONE)
				: StatementTraits.forbidden(StatementKind.CREATE_SUBSCRIPTION, LockImpact.NONE);
	}

	static StatementTraits alter(TokenCursor cursor) {
		cursor.skip();
		cursor.skipName();
		boolean refuses = switch (cursor.word()) {
			case "refresh" -> true;
			case "add", "drop" -> refreshes(cursor);
			case "set" -> cursor.isAt("set", "publication") ? refreshes(cursor) : changesSlot(cursor);
			default -> false;
		};
		return refuses ? StatementTraits.forbidden(StatementKind.ALTER_SUBSCRIPTION, LockImpact.NONE)
				: StatementTraits.other(LockImpact.NONE);
	}

	private static boolean refreshes(TokenCursor cursor) {
		return !optionsBehindWith(cursor).isOff("refresh");
	}

	private static boolean changesSlot(TokenCursor cursor) {
		cursor.skip();
		OptionList options = OptionList.read(cursor);
		return options.has("failover") || options.has("two_phase");
	}

	private static OptionList optionsBehindWith(TokenCursor cursor) {
		cursor.acceptOutsideParentheses("with");
		return OptionList.read(cursor);
	}

}
