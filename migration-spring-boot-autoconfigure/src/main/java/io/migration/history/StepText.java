// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the history keeps of the text of a step.
 *
 * @param statementHashes hash of the tokens of each statement, in their order
 * @param body the text before placeholders were replaced, {@code null} if it was not kept
 * @since 1.0.0
 */
public record StepText(List<String> statementHashes, @Nullable String body) {

	/**
	 * Nothing was kept.
	 */
	public static final StepText NONE = new StepText(List.of(), null);

	private static final String SEPARATOR = " ";

	public StepText {
		statementHashes = List.copyOf(statementHashes);
	}

	static StepText of(@Nullable String hashes, byte @Nullable [] body) {
		List<String> list = (hashes == null || hashes.isEmpty()) ? List.of() : List.of(hashes.split(SEPARATOR));
		return new StepText(list, StoredText.decode(body));
	}

	static String join(List<String> hashes) {
		return String.join(SEPARATOR, hashes);
	}

}
