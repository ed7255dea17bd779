// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * Hides the values of placeholders whose names say that they are secret, wherever a
 * statement or what the server says about it is shown. Outside of quotes the server sees
 * several words in one value and quotes only one of them, so parts of a value are hidden
 * too.
 *
 * @since 1.0.0
 */
public final class SecretMask {

	/**
	 * Hides nothing.
	 */
	public static final SecretMask NONE = new SecretMask(List.of());

	private static final String HIDDEN = "***";

	private final List<String> secrets;

	private final List<Pattern> patterns;

	// The server folds the case of what is not quoted
	private SecretMask(List<String> secrets) {
		this.secrets = secrets.stream().map((secret) -> secret.toLowerCase(Locale.ROOT)).toList();
		this.patterns = secrets.stream()
			.map((secret) -> Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE))
			.toList();
	}

	/**
	 * Create a mask.
	 * @param placeholders values by the name of the placeholder
	 * @return a mask for those with the name of a secret
	 */
	public static SecretMask of(Map<String, String> placeholders) {
		if (placeholders.isEmpty()) {
			return NONE;
		}
		List<String> secrets = placeholders.entrySet()
			.stream()
			.filter((entry) -> Patterns.SECRET_NAME.matcher(entry.getKey()).find()
					&& StringUtils.hasText(entry.getValue()))
			.map(Map.Entry::getValue)
			.toList();
		return secrets.isEmpty() ? NONE : new SecretMask(secrets);
	}

	/**
	 * Hide the secrets in a text.
	 * @param text the text
	 * @return the text without them
	 */
	public String hide(String text) {
		String masked = text;
		for (Pattern secret : this.patterns) {
			masked = secret.matcher(masked).replaceAll(HIDDEN);
		}
		return masked;
	}

	/**
	 * Hide the secrets in a text, and words that are part of one.
	 * @param text the text
	 * @return the text without them
	 */
	public String hideParts(String text) {
		return this.secrets.isEmpty() ? text
				: Patterns.WORD.matcher(hide(text)).replaceAll((word) -> isPart(word.group()) ? HIDDEN : word.group());
	}

	private boolean isPart(String word) {
		String folded = word.toLowerCase(Locale.ROOT);
		return this.secrets.stream().anyMatch((secret) -> secret.contains(folded));
	}

	/**
	 * Made when the first secret needs them.
	 */
	private static final class Patterns {

		private static final Pattern SECRET_NAME = Pattern.compile("password|passwd|pwd|secret|token|credential|key$",
				Pattern.CASE_INSENSITIVE);

		private static final Pattern WORD = Pattern.compile("\\w{3,}");

	}

}
