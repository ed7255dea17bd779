// SPDX-License-Identifier: Apache-2.0

/**
 * The engine as a whole, on a real database.
 */
@NullMarked
package io.migration.engine;

import org.jspecify.annotations.NullMarked;
