// SPDX-License-Identifier: Apache-2.0

/**
 * Migrations that SQL alone cannot do. The scripts are in {@code db/migration}.
 */
@NullMarked
package io.migration.sample.migration;

import org.jspecify.annotations.NullMarked;
