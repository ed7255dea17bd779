// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import io.migration.BackfillAction;
import io.migration.BackfillState;

/**
 * What an action does to a backfill as it stands.
 *
 * <table>
 * <caption>States and actions</caption>
 * <tr>
 * <th></th>
 * <th>{@code PAUSE}</th>
 * <th>{@code RESUME}</th>
 * <th>{@code CANCEL}</th>
 * <th>{@code SPEED}</th>
 * </tr>
 * <tr>
 * <td>waiting</td>
 * <td>paused before it begins</td>
 * <td>nothing</td>
 * <td>cancelled before it begins</td>
 * <td>for when it begins</td>
 * </tr>
 * <tr>
 * <td>running</td>
 * <td>paused</td>
 * <td>nothing</td>
 * <td>cancelled</td>
 * <td>at once</td>
 * </tr>
 * <tr>
 * <td>paused</td>
 * <td>nothing</td>
 * <td>running, goes on</td>
 * <td>cancelled</td>
 * <td>for when it goes on</td>
 * </tr>
 * <tr>
 * <td>cancelled</td>
 * <td>refused</td>
 * <td>running, anew</td>
 * <td>nothing</td>
 * <td>for when it begins anew</td>
 * </tr>
 * <tr>
 * <td>failed</td>
 * <td>refused</td>
 * <td>running, again</td>
 * <td>cancelled</td>
 * <td>for when it goes on</td>
 * </tr>
 * <tr>
 * <td>succeeded</td>
 * <td>refused</td>
 * <td>refused</td>
 * <td>refused</td>
 * <td>refused</td>
 * </tr>
 * </table>
 *
 * @param kind whether it does anything
 * @param next the state from then on
 * @since 1.0.0
 */
public record ControlEffect(Kind kind, BackfillState next) {

	/**
	 * Tell what an action does.
	 * @param state how the backfill stands
	 * @param action what is wanted
	 * @return what it does
	 */
	public static ControlEffect of(BackfillState state, BackfillAction action) {
		if (state == BackfillState.SUCCEEDED) {
			return new ControlEffect(Kind.REFUSED, state);
		}
		return switch (action) {
			case PAUSE -> pause(state);
			case RESUME -> resume(state);
			case CANCEL -> (state == BackfillState.CANCELLED) ? nothing(state) : changes(BackfillState.CANCELLED);
			case SPEED -> changes(state);
		};
	}

	private static ControlEffect pause(BackfillState state) {
		return switch (state) {
			case WAITING, RUNNING -> changes(BackfillState.PAUSED);
			case PAUSED -> nothing(state);
			default -> new ControlEffect(Kind.REFUSED, state);
		};
	}

	private static ControlEffect resume(BackfillState state) {
		boolean goesOn = state == BackfillState.WAITING || state == BackfillState.RUNNING;
		return goesOn ? nothing(state) : changes(BackfillState.RUNNING);
	}

	private static ControlEffect changes(BackfillState next) {
		return new ControlEffect(Kind.CHANGES, next);
	}

	private static ControlEffect nothing(BackfillState state) {
		return new ControlEffect(Kind.NOTHING, state);
	}

	/**
	 * Whether it does anything.
	 */
	public enum Kind {

		/**
		 * It writes the cursor.
		 */
		CHANGES,

		/**
		 * All is so already.
		 */
		NOTHING,

		/**
		 * It makes no sense.
		 */
		REFUSED

	}

}
