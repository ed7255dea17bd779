// SPDX-License-Identifier: Apache-2.0

/**
 * Tests for PostgreSQL.
 */
@NullMarked
package io.migration.database.postgresql;

import org.jspecify.annotations.NullMarked;
