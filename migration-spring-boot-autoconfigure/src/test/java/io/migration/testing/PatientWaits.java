// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets tests that wait for something wait as long as a loaded machine may need. Found by
 * JUnit, so no test has to name it.
 */
public final class PatientWaits implements BeforeAllCallback {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(TIMEOUT);
	}

}
