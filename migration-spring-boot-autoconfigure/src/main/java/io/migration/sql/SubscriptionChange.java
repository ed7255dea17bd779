// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code ALTER SUBSCRIPTION}.
 *
 * @param subscription name of the subscription
 * @param action what is done to it
 * @param publications the publications that are added or dropped
 * @since 1.0.0
 */
public record SubscriptionChange(String subscription, Action action, List<String> publications) {

	public SubscriptionChange {
		publications = List.copyOf(publications);
	}

	/**
	 * Return the parts of a statement.
	 * @param statement the statement
	 * @return the parts or {@code null} if it is another kind of statement, or names in
	 * it depend on placeholders
	 */
	public static @Nullable SubscriptionChange of(SqlStatement statement) {
		TokenCursor cursor = new TokenCursor(statement.tokens());
		if (!cursor.accept("alter", "subscription")) {
			return null;
		}
		QualifiedName name = cursor.readName();
		Action action = action(cursor);
		List<String> publications = (action != Action.OTHER) ? publications(cursor) : List.of();
		return (name != null && publications != null) ? new SubscriptionChange(name.name(), action, publications)
				: null;
	}

	private static Action action(TokenCursor cursor) {
		if (cursor.accept("add", "publication")) {
			return Action.ADD;
		}
		return cursor.accept("drop", "publication") ? Action.DROP : Action.OTHER;
	}

	private static @Nullable List<String> publications(TokenCursor cursor) {
		List<String> names = new ArrayList<>();
		do {
			QualifiedName name = cursor.readName();
			if (name == null) {
				return null;
			}
			names.add(name.name());
		}
		while (cursor.acceptSymbol(","));
		return names;
	}

	/**
	 * What is done to a subscription.
	 */
	public enum Action {

		/** {@code ADD PUBLICATION}. */
		ADD,

		/** {@code DROP PUBLICATION}. */
		DROP,

		/** {@code REFRESH PUBLICATION}, {@code SET}. */
		OTHER

	}

}
