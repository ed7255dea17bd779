// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.InvalidScriptsException;
import io.migration.LockNotObtainedException;
import io.migration.MigrationStoppedException;
import io.migration.OperationRefusedException;
import io.migration.TargetUnusableException;
import io.migration.ValidationFailedException;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Which status of HTTP says what became of an operation. What is refused because of the
 * state of things is a conflict: the same request may succeed later.
 */
final class OperationStatus {

	private static final int ACCEPTED = 202;

	private static final int FORBIDDEN = 403;

	private static final int CONFLICT = 409;

	private static final int UNPROCESSABLE_CONTENT = 422;

	private OperationStatus() {
	}

	static int of(OperationRun run) {
		OperationOutcome outcome = run.outcome();
		if (outcome == null) {
			return ACCEPTED;
		}
		Throwable failure = outcome.failure();
		return (failure != null) ? of(failure) : WebEndpointResponse.STATUS_OK;
	}

	static int of(OperationRejectedException rejected) {
		return switch (rejected.reason()) {
			case INVALID_OPTION -> WebEndpointResponse.STATUS_BAD_REQUEST;
			case NOT_GRANTED -> FORBIDDEN;
			case NOT_FOUND -> WebEndpointResponse.STATUS_NOT_FOUND;
			case BUSY -> CONFLICT;
			case STOPPING -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
		};
	}

	private static int of(Throwable failure) {
		if (failure instanceof TargetUnusableException unusable) {
			return of(unusable.reason());
		}
		if (failure instanceof MigrationStoppedException) {
			return WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
		}
		if (failure instanceof InvalidScriptsException) {
			return UNPROCESSABLE_CONTENT;
		}
		boolean conflict = failure instanceof OperationRefusedException || failure instanceof LockNotObtainedException
				|| failure instanceof ValidationFailedException;
		return conflict ? CONFLICT : WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
	}

	private static int of(TargetUnusableException.Reason reason) {
		return switch (reason) {
			case UNREACHABLE, CONNECTION_LOST -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
			case UNEXPECTED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
			default -> CONFLICT;
		};
	}

}
