// SPDX-License-Identifier: Apache-2.0

/**
 * PostgreSQL 13 and newer.
 */
@NullMarked
package io.migration.database.postgresql;

import org.jspecify.annotations.NullMarked;
