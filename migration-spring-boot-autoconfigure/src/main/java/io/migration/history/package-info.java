// SPDX-License-Identifier: Apache-2.0

/**
 * The journal: what ran, when, how it went. Knows its table, its rows and what follows
 * from them, but neither scripts nor how steps are run.
 */
@NullMarked
package io.migration.history;

import org.jspecify.annotations.NullMarked;
