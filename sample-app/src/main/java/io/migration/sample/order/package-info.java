// SPDX-License-Identifier: Apache-2.0

/**
 * Who bought what.
 */
@NullMarked
package io.migration.sample.order;

import org.jspecify.annotations.NullMarked;
