// SPDX-License-Identifier: Apache-2.0

/**
 * Who buys.
 */
@NullMarked
package io.migration.sample.customer;

import org.jspecify.annotations.NullMarked;
