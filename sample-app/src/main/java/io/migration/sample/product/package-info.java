// SPDX-License-Identifier: Apache-2.0

/**
 * What is sold, and how much of it is left.
 */
@NullMarked
package io.migration.sample.product;

import org.jspecify.annotations.NullMarked;
