// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.security.Principal;
import java.util.Set;

import io.migration.boot.actuate.MigrationsEndpoint.MigrationsDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Adds to {@link MigrationsEndpoint} what only the web has: who asks, and status codes. A
 * single target that cannot be read is a 503, so that scripts notice. Operations are
 * described by {@link PostedOperationAdvisor}.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
class MigrationsEndpointWebExtension {

	private static final String RUNS = "runs";

	private final MigrationsEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	private final MigrationOperations operations;

	MigrationsEndpointWebExtension(MigrationsEndpoint delegate, MigrationOperations operations, Show showValues,
			Set<String> roles) {
		this.delegate = delegate;
		this.operations = operations;
		this.showValues = showValues;
		this.roles = roles;
	}

	@ReadOperation
	MigrationsDescriptor migrations(SecurityContext securityContext, @Nullable Integer limit) {
		return this.delegate.describeAll(limit, isShown(securityContext));
	}

	@ReadOperation
	WebEndpointResponse<OperationResponseBody> target(SecurityContext securityContext, @Selector String target,
			@Nullable Integer limit) {
		return respond(this.delegate.describe(target, limit, isShown(securityContext)));
	}

	@ReadOperation
	WebEndpointResponse<OperationResponseBody> migration(SecurityContext securityContext, @Selector String target,
			@Selector String version) {
		return respond(this.delegate.describe(target, version, isShown(securityContext)));
	}

	@ReadOperation
	WebEndpointResponse<OperationResponseBody> run(SecurityContext securityContext, @Selector String target,
			@Selector String collection, @Selector String id) {
		OperationRun run = RUNS.equals(collection) ? this.operations.find(target, id) : null;
		return respond((run != null) ? OperationDescriptor.of(run, isShown(securityContext)) : null);
	}

	@WriteOperation
	WebEndpointResponse<OperationResponseBody> operate(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String[] path, PostedOperation posted) {
		boolean showValues = isShown(securityContext);
		Principal caller = securityContext.getPrincipal();
		try {
			OperationRun run = this.operations.run(posted.target(), posted.operation(), posted.options(),
					(caller != null) ? caller.getName() : null);
			return new WebEndpointResponse<>(OperationDescriptor.of(run, showValues), OperationStatus.of(run));
		}
		catch (OperationRejectedException ex) {
			return new WebEndpointResponse<>(RejectionDescriptor.of(ex, showValues), OperationStatus.of(ex));
		}
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

	private WebEndpointResponse<OperationResponseBody> respond(@Nullable OperationResponseBody body) {
		if (body == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		boolean unreadable = body instanceof UnreadableTargetDescriptor;
		return new WebEndpointResponse<>(body,
				unreadable ? WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE : WebEndpointResponse.STATUS_OK);
	}

}
