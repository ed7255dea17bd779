// SPDX-License-Identifier: Apache-2.0

/**
 * From files and beans to migrations: locations, file names, sections, placeholders and
 * hashes. Knows SQL as tokens only, and neither a database nor a history.
 */
@NullMarked
package io.migration.script;

import org.jspecify.annotations.NullMarked;
