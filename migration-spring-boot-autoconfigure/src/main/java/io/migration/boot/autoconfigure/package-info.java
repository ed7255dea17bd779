// SPDX-License-Identifier: Apache-2.0

/**
 * Runs the engine when a Spring Boot application starts: settings, ordering before
 * everything that uses the database, and explanations of what goes wrong. The only place
 * where settings become options of the engine.
 */
@NullMarked
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
