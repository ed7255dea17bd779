// SPDX-License-Identifier: Apache-2.0

/**
 * Tests for the register and the gate.
 */
@NullMarked
package io.migration.rollout;

import org.jspecify.annotations.NullMarked;
