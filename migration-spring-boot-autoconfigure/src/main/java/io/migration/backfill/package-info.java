// SPDX-License-Identifier: Apache-2.0

/**
 * Changes of data in batches, outside of the start: cursors, ranges of keys, batches,
 * passes. The database is the queue and the coordinator, so nothing of what matters lives
 * in a process.
 */
@NullMarked
package io.migration.backfill;

import org.jspecify.annotations.NullMarked;
