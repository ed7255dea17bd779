// SPDX-License-Identifier: Apache-2.0

/**
 * What a statement does to the tables that exist: locks, rewrites, scans, and the
 * failures that can be foreseen.
 */
@NullMarked
package io.migration.hazard.effect;

import org.jspecify.annotations.NullMarked;
