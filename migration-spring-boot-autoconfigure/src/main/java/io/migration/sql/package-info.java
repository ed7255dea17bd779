// SPDX-License-Identifier: Apache-2.0

/**
 * Reading SQL: tokens, statements and what is known about each kind of statement. Knows
 * neither files nor databases.
 */
@NullMarked
package io.migration.sql;

import org.jspecify.annotations.NullMarked;
