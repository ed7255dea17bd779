// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.regex.Pattern;

import io.migration.MigrationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows what the engine says about a failed start. First in order, because a cause
 * further down, such as a bean missing in a code migration, tells less.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {

	private static final Pattern URL_CREDENTIALS = Pattern.compile("(://)[^/@\\s]+@");

	private static final Pattern PASSWORD = Pattern
		.compile("(?i)(password(?:\\s*=\\s*|\\s+(?=')))('[^']*'|[^\\s&;,]+)");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
		String description = "%s%n%n%s".formatted(cause.description(), cause.databaseState());
		return new FailureAnalysis(withoutCredentials(description), withoutCredentials(cause.action()), cause);
	}

	// The engine leaves them out; this is for what a driver or a listener may put in
	static String withoutCredentials(String text) {
		String masked = URL_CREDENTIALS.matcher(text).replaceAll("$1***@");
		return PASSWORD.matcher(masked).replaceAll("$1***");
	}

}
