// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.AppliedMigration;
import io.migration.MigrationStatus;
import io.migration.MigrationVersion;
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
		StatusReading reading = this.statuses.getWithHazards(target, this.timeToLive);
		MigrationStatus status = reading.status();
		return (status != null) ? MigrationDescriptor.of(status, version, showValues)
				: UnreadableTargetDescriptor.of(reading);
	}

	private OperationResponseBody describeTarget(String target, int limit, boolean showValues) {
		StatusReading reading = this.statuses.getWithHazards(target, this.timeToLive);
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

	record MigrationsDescriptor(Map<String, OperationResponseBody> targets) implements OperationResponseBody {

	}

	// A migration that was begun and has not succeeded is unfinished, and pending as well
	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "applied", "unfinished", "pending" })
	record MigrationDescriptor(@Nullable AppliedDescriptor applied, @Nullable AppliedDescriptor unfinished,
			@Nullable PendingDescriptor pending) implements OperationResponseBody {

		static @Nullable MigrationDescriptor of(MigrationStatus status, String id, boolean showValues) {
			AppliedDescriptor applied = find(status.applied(), id, showValues);
			AppliedDescriptor unfinished = find(status.unfinished(), id, showValues);
			PendingDescriptor pending = status.pending()
				.stream()
				.filter((migration) -> matches(migration.version(), migration.description(), id))
				.map((migration) -> PendingDescriptor.of(migration, showValues))
				.findFirst()
				.orElse(null);
			boolean found = applied != null || unfinished != null || pending != null;
			return found ? new MigrationDescriptor(applied, unfinished, pending) : null;
		}

		private static @Nullable AppliedDescriptor find(List<AppliedMigration> migrations, String id,
				boolean showValues) {
			return migrations.stream()
				.filter((migration) -> matches(migration.version(), migration.description(), id))
				.map((migration) -> AppliedDescriptor.of(migration, showValues))
				.findFirst()
				.orElse(null);
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
