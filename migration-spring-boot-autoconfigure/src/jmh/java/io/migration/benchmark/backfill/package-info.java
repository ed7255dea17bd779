// SPDX-License-Identifier: Apache-2.0
/**
 * Measures backfills: their throughput beside one plain statement, how it scales, and what
 * the traffic of an application feels of them.
 */
@NullMarked
package io.migration.benchmark.backfill;

import org.jspecify.annotations.NullMarked;
