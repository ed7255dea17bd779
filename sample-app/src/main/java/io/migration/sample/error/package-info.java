// SPDX-License-Identifier: Apache-2.0

/**
 * What went wrong, as problem details.
 */
@NullMarked
package io.migration.sample.error;

import org.jspecify.annotations.NullMarked;
