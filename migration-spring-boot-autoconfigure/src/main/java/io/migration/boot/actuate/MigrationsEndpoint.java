// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.AppliedMigration;
import io.migration.MigrationStatus;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.boot.actuate.TargetDescriptor.AppliedDescriptor;
import io.migration.boot.actuate.TargetDescriptor.PendingDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Endpoint that shows the migrations of all targets. The time to live that is configured
 * for its cache bounds how often the database is asked, whichever operations are called
 * with whichever parameters; the framework's own cache knows calls without any only.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
class MigrationsEndpoint {

	/**
	 * How many applied migrations are listed unless asked otherwise.
	 */
	static final int DEFAULT_LIMIT = 100;

	private final TargetStatuses statuses;

	private final Duration timeToLive;

	private final Show showValues;

	MigrationsEndpoint(TargetStatuses statuses, Duration timeToLive, Show showValues) {
		this.statuses = statuses;
		this.timeToLive = timeToLive;
		this.showValues = showValues;
	}

	@ReadOperation
	MigrationsDescriptor migrations(@Nullable Integer limit) {
		return describeAll(limit, this.showValues.isShown(false));
	}

	@ReadOperation
	@Nullable OperationResponseBody target(@Selector String target, @Nullable Integer limit) {
		return describe(target, limit, this.showValues.isShown(false));
	}

	@ReadOperation
	@Nullable OperationResponseBody migration(@Selector String target, @Selector String version) {
		return describe(target, version, this.showValues.isShown(false));
	}

	MigrationsDescriptor describeAll(@Nullable Integer limit, boolean showValues) {
		int count = validate(limit);
		Map<String, OperationResponseBody> targets = new LinkedHashMap<>();
		this.statuses.names().forEach((name) -> targets.put(name, describeTarget(name, count, showValues)));
		return new MigrationsDescriptor(targets);
	}

	@Nullable OperationResponseBody describe(String target, @Nullable Integer limit, boolean showValues) {
		int count = validate(limit);
		return this.statuses.names().contains(target) ? describeTarget(target, count, showValues) : null;
	}

	@Nullable OperationResponseBody describe(String target, String version, boolean showValues) {
		if (!this.statuses.names().contains(target)) {
			return null;
		}
		StatusReading reading = read(target, Integer.MAX_VALUE);
		MigrationStatus status = reading.status();
		return (status != null) ? MigrationDescriptor.of(status, version, showValues)
				: UnreadableTargetDescriptor.of(reading);
	}

	private OperationResponseBody describeTarget(String target, int limit, boolean showValues) {
		StatusReading reading = read(target, limit);
		MigrationStatus status = reading.status();
		return (status != null) ? TargetDescriptor.of(status, limit, showValues)
				: UnreadableTargetDescriptor.of(reading);
	}

	private int validate(@Nullable Integer limit) {
		if (limit != null && limit < 0) {
			throw new InvalidEndpointRequestException("'limit' must not be negative, but was " + limit,
					"The parameter 'limit' must not be negative");
		}
		return (limit != null) ? limit : DEFAULT_LIMIT;
	}

	private StatusReading read(String target, int limit) {
		// A cached answer has to serve every later question, so it needs all of them
		int needed = this.timeToLive.isZero() ? limit : Integer.MAX_VALUE;
		return this.statuses.get(target, needed, this.timeToLive);
	}

	record MigrationsDescriptor(Map<String, OperationResponseBody> targets) implements OperationResponseBody {

	}

	// Both are there while only some of the steps have run
	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "applied", "pending" })
	record MigrationDescriptor(@Nullable AppliedDescriptor applied,
			@Nullable PendingDescriptor pending) implements OperationResponseBody {

		static @Nullable MigrationDescriptor of(MigrationStatus status, String id, boolean showValues) {
			AppliedDescriptor applied = status.applied()
				.stream()
				.filter((migration) -> matches(migration, id))
				.map((migration) -> AppliedDescriptor.of(migration, showValues))
				.findFirst()
				.orElse(null);
			PendingDescriptor pending = status.pending()
				.stream()
				.filter((migration) -> matches(migration, id))
				.map(PendingDescriptor::of)
				.findFirst()
				.orElse(null);
			return (applied != null || pending != null) ? new MigrationDescriptor(applied, pending) : null;
		}

		private static boolean matches(AppliedMigration migration, String id) {
			return matches(migration.version(), migration.description(), id);
		}

		private static boolean matches(PendingMigration migration, String id) {
			return matches(migration.version(), migration.description(), id);
		}

		private static boolean matches(@Nullable String version, String description, String id) {
			if (version == null) {
				return ("R__" + description).equals(id);
			}
			MigrationVersion wanted = MigrationVersion.parse(id);
			return version.equals(id) || (wanted != null && wanted.equals(MigrationVersion.parse(version)));
		}

	}

}
