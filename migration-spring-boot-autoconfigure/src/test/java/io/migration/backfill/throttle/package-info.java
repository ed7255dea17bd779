// SPDX-License-Identifier: Apache-2.0

/**
 * Tests for what backfills give way to.
 */
@NullMarked
package io.migration.backfill.throttle;

import org.jspecify.annotations.NullMarked;
