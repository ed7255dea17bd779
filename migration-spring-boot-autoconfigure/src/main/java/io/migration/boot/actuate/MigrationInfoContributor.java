// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.migration.MigrationStatus;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Adds the version of each target. Mostly takes what the health of the application has
 * read: the database is asked only if nobody did so for a while.
 */
class MigrationInfoContributor implements InfoContributor {

	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final TargetStatuses statuses;

	MigrationInfoContributor(TargetStatuses statuses) {
		this.statuses = statuses;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> targets = new LinkedHashMap<>();
		this.statuses.names().forEach((name) -> targets.put(name, describe(this.statuses.get(name, MAX_AGE))));
		builder.withDetail("migrations", targets);
	}

	private Map<String, Object> describe(StatusReading reading) {
		Map<String, Object> target = new LinkedHashMap<>();
		MigrationStatus status = reading.status();
		if (status == null) {
			target.put("state", UnreadableTargetDescriptor.UNKNOWN);
			return target;
		}
		target.put("state", status.state());
		if (status.version() != null) {
			target.put("version", status.version());
		}
		target.put("applied", status.appliedCount());
		target.put("pending", status.pending().size());
		return target;
	}

}
