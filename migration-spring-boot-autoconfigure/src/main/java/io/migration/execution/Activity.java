// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import io.migration.RunningStep;
import io.migration.StepId;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * What the session that migrates shows of itself to others:
 * {@code migration <version> <step> <instance>}.
 *
 * @since 1.0.0
 */
public final class Activity {

	private static final String PREFIX = "migration";

	private static final int LONGEST_NAME = 30;

	private Activity() {
	}

	static String of(StepId step, String instance) {
		String migration = step.migration().replace(' ', '_');
		String shown = (migration.length() <= LONGEST_NAME) ? migration : migration.substring(0, LONGEST_NAME);
		return PREFIX + " " + shown + " " + step.step() + " " + instance;
	}

	/**
	 * Read an activity.
	 * @param text what a session shows of itself
	 * @return the step, {@code null} if the text names none
	 */
	public static @Nullable RunningStep parse(String text) {
		String[] words = text.split(" ");
		if (words.length < 3 || !PREFIX.equals(words[0])) {
			return null;
		}
		for (StepType type : StepType.values()) {
			if (type.name().equals(words[2])) {
				return new RunningStep(words[1], type, (words.length > 3) ? words[3] : "", null);
			}
		}
		return null;
	}

}
