// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a script, in the order in which they run.
 */
enum SectionType {

	PRECONDITION(null, List.of("placeholders")),

	UP(StepType.UP, List.of("transaction", "lock-timeout", "statement-timeout", "placeholders")),

	BACKFILL(StepType.BACKFILL,
			List.of("table", "name", "alias", "key", "batch", "throttle", "once", "lock-timeout", "statement-timeout",
					"placeholders")),

	CONTRACT(StepType.CONTRACT, List.of("transaction", "lock-timeout", "statement-timeout", "placeholders")),

	DOWN(StepType.DOWN, List.of("of", "transaction", "lock-timeout", "statement-timeout", "placeholders")),

	VERIFY(null, List.of("placeholders"));

	private final @Nullable StepType step;

	private final List<String> options;

	SectionType(@Nullable StepType step, List<String> options) {
		this.step = step;
		this.options = options;
	}

	static List<String> words() {
		return Arrays.stream(values()).map(SectionType::word).toList();
	}

	static @Nullable SectionType of(String word) {
		return Arrays.stream(values()).filter((type) -> type.word().equals(word)).findFirst().orElse(null);
	}

	static List<String> allOptions() {
		return Arrays.stream(values()).flatMap((type) -> type.options.stream()).distinct().collect(Collectors.toList());
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	@Nullable StepType step() {
		return this.step;
	}

	List<String> options() {
		return this.options;
	}

	boolean isQueries() {
		return this.step == null;
	}

}
