// SPDX-License-Identifier: Apache-2.0

/**
 * What exists while a statement runs: from the scripts before it, and from the catalog
 * where a connection is there.
 */
@NullMarked
package io.migration.hazard.schema;

import org.jspecify.annotations.NullMarked;
