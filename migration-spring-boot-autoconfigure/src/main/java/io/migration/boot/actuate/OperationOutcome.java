// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param duration how long it took
 * @param result what came of it, {@code null} if it failed
 * @param failure why it failed, {@code null} if it did not
 */
record OperationOutcome(Duration duration, @Nullable OperationResult result, @Nullable Throwable failure) {

	static OperationOutcome succeeded(Duration duration, OperationResult result) {
		return new OperationOutcome(duration, result, null);
	}

	static OperationOutcome failed(Duration duration, Throwable failure) {
		return new OperationOutcome(duration, null, failure);
	}

}
