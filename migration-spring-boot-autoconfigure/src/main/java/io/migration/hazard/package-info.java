// SPDX-License-Identifier: Apache-2.0

/**
 * What statements would do to a database in use, found out before they run. Sub-packages:
 * {@code statement} says what a statement is, {@code schema} what exists, {@code effect}
 * which locks, rewrites and scans follow from both. Knows scripts and the catalog, and
 * runs nothing.
 */
@NullMarked
package io.migration.hazard;

import org.jspecify.annotations.NullMarked;
