// SPDX-License-Identifier: Apache-2.0

/**
 * A small shop whose schema changes while it runs.
 */
@NullMarked
package io.migration.sample;

import org.jspecify.annotations.NullMarked;
