// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migration.MigrationVersion;
import io.migration.RegisteredInstance;
import org.jspecify.annotations.Nullable;

/**
 * What the register says at one moment.
 *
 * @param instances the instances, also those that have expired lately
 * @param releases the releases that it has ever seen
 * @param now the time of the database
 * @param expiry how long an instance counts as alive after its last heartbeat
 * @since 1.0.0
 */
public record RegisterView(List<RegisteredInstance> instances, List<Release> releases, Instant now, Duration expiry) {

	public RegisterView {
		instances = List.copyOf(instances);
		releases = List.copyOf(releases);
	}

	/**
	 * Return a view without instances.
	 * @param expiry how long an instance counts as alive after its last heartbeat
	 * @return the view
	 */
	public static RegisterView empty(Duration expiry) {
		return new RegisterView(List.of(), List.of(), Instant.EPOCH, expiry);
	}

	/**
	 * Return what is known of the instances of one application, as seen by a migration.
	 * @param application name of the application, {@code null} if it has none
	 * @param version version of the migration
	 * @return with and without it
	 */
	Population population(@Nullable String application, MigrationVersion version) {
		List<RegisteredInstance> old = new ArrayList<>();
		Instant lastOld = null;
		Instant firstNew = null;
		for (RegisteredInstance instance : this.instances) {
			if (!Objects.equals(application, instance.application())) {
				continue;
			}
			if (!lacks(instance.newestVersion(), version)) {
				firstNew = earlier(firstNew, instance.startedAt());
			}
			else if (instance.alive()) {
				old.add(instance);
				lastOld = this.now;
			}
			else {
				lastOld = later(lastOld, instance.heartbeatAt().plus(this.expiry));
			}
		}
		for (Release release : this.releases) {
			if (!Objects.equals(application, release.application())) {
				continue;
			}
			if (lacks(release.newestVersion(), version)) {
				lastOld = later(lastOld, release.lastSeenAt());
			}
			else {
				firstNew = earlier(firstNew, release.firstSeenAt());
			}
		}
		return new Population(old, lastOld, firstNew, this.now);
	}

	private static boolean lacks(@Nullable String newest, MigrationVersion version) {
		return newest == null || version.isNewerThan(MigrationVersion.of(newest));
	}

	private static Instant later(@Nullable Instant one, Instant other) {
		return (one != null && one.isAfter(other)) ? one : other;
	}

	private static Instant earlier(@Nullable Instant one, Instant other) {
		return (one != null && one.isBefore(other)) ? one : other;
	}

	/**
	 * A release that the register has seen.
	 *
	 * @param application name of its application, {@code null} if it has none
	 * @param newestVersion newest version that it contains, {@code null} if none
	 * @param firstSeenAt when its first instance registered
	 * @param lastSeenAt until when an instance of it, whose entry is gone, may have been
	 * there
	 */
	public record Release(@Nullable String application, @Nullable String newestVersion, Instant firstSeenAt,
			Instant lastSeenAt) {

	}

	/**
	 * The instances of one application, as seen by a migration.
	 *
	 * @param old those that are alive without it
	 * @param lastOld until when one of those may have been alive, {@code null} if none
	 * was ever seen
	 * @param firstNew when the first one with it registered, {@code null} if none has
	 * @param now the time of the database
	 */
	record Population(List<RegisteredInstance> old, @Nullable Instant lastOld, @Nullable Instant firstNew,
			Instant now) {

	}

}
