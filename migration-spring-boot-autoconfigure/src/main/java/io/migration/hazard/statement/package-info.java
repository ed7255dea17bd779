// SPDX-License-Identifier: Apache-2.0

/**
 * What a PostgreSQL statement does, as values read from its tokens.
 */
@NullMarked
package io.migration.hazard.statement;

import org.jspecify.annotations.NullMarked;
