// SPDX-License-Identifier: Apache-2.0

/**
 * Puts the other rooms together: reads the history, plans, takes the lock, runs. The only
 * place that may use every other engine package.
 */
@NullMarked
package io.migration.engine;

import org.jspecify.annotations.NullMarked;
