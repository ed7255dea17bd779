// SPDX-License-Identifier: Apache-2.0

/**
 * The database of a newcomer: nothing to install, nothing to configure.
 */
@NullMarked
package io.migration.sample.database;

import org.jspecify.annotations.NullMarked;
