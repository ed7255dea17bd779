// SPDX-License-Identifier: Apache-2.0

/**
 * What a real process leaves behind when it is killed while it migrates or rolls back,
 * compared with a model that knows nothing of the engine; and what becomes of a run when
 * its server or its network fails.
 */
@NullMarked
package io.migration.crash;

import org.jspecify.annotations.NullMarked;
