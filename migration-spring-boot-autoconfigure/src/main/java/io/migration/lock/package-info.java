// SPDX-License-Identifier: Apache-2.0

/**
 * Who may migrate now. Knows how to take and to wait for the lock, not what it protects.
 */
@NullMarked
package io.migration.lock;

import org.jspecify.annotations.NullMarked;
