// SPDX-License-Identifier: Apache-2.0

/**
 * What backfills give way to: each kind of pressure is one small class, and one more puts
 * together what they say.
 */
@NullMarked
package io.migration.backfill.throttle;

import org.jspecify.annotations.NullMarked;
