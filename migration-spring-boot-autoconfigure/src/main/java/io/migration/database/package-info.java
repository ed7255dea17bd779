// SPDX-License-Identifier: Apache-2.0

/**
 * What differs between database systems, behind {@link io.migration.database.Database}.
 * Each system has a sub-package; nothing outside of them asks which system it is.
 */
@NullMarked
package io.migration.database;

import org.jspecify.annotations.NullMarked;
