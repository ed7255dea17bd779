// SPDX-License-Identifier: Apache-2.0

/**
 * What is shown of statements.
 */
@NullMarked
package io.migration.execution;

import org.jspecify.annotations.NullMarked;
