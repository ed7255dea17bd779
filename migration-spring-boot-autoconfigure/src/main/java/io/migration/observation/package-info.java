// SPDX-License-Identifier: Apache-2.0

/**
 * Meters and spans of what the engine did, for Micrometer. Knows the public model only.
 * <p>
 * A run at start-up ends before meter registries and tracers exist, and asking for one
 * early would be a cycle whenever one of their customizers needs the database. So
 * {@link io.migration.observation.RunRecorder} keeps finished runs, and
 * {@link io.migration.observation.MigrationMeters} and
 * {@link io.migration.observation.MigrationSpans} get them once the application has its
 * singletons; later runs take the same path. The Observation API is not used for this: an
 * observation is timed by the clock at the moment it is started and stopped, so it cannot
 * tell the true times of something that is over.
 */
@NullMarked
package io.migration.observation;

import org.jspecify.annotations.NullMarked;
