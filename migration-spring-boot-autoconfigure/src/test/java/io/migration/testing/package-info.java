// SPDX-License-Identifier: Apache-2.0

/**
 * What the tests share: real database servers.
 */
@NullMarked
package io.migration.testing;

import org.jspecify.annotations.NullMarked;
