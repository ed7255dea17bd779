// SPDX-License-Identifier: Apache-2.0

/**
 * The rules by which statements are judged: what each is called, what it reports and what
 * it advises. Knows nothing of files, suppressions or severities that are configured.
 */
@NullMarked
package io.migration.hazard.rule;

import org.jspecify.annotations.NullMarked;
