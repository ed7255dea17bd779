// SPDX-License-Identifier: Apache-2.0

/**
 * Which instances of which releases are alive: the register. What a release may still
 * need is decided from it.
 */
@NullMarked
package io.migration.rollout;

import org.jspecify.annotations.NullMarked;
