// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Hands actions to what deals with their type.
 *
 * @param <A> the actions
 * @param <C> what handlers work on
 * @since 1.0.0
 */
public final class ActionHandlers<A, C> {

	private final Map<Class<?>, BiConsumer<A, C>> handlers = new HashMap<>();

	/**
	 * Add a handler.
	 * @param <T> the type of the action
	 * @param type the type of the action
	 * @param handler what deals with it
	 * @return these handlers
	 */
	public <T extends A> ActionHandlers<A, C> on(Class<T> type, BiConsumer<T, C> handler) {
		this.handlers.put(type, (action, context) -> handler.accept(type.cast(action), context));
		return this;
	}

	/**
	 * Hand an action to its handler.
	 * @param action the action
	 * @param context what the handler works on
	 * @return whether there is a handler
	 */
	public boolean handle(A action, C context) {
		BiConsumer<A, C> handler = this.handlers.get(action.getClass());
		if (handler != null) {
			handler.accept(action, context);
		}
		return handler != null;
	}

}
