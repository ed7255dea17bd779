// SPDX-License-Identifier: Apache-2.0

/**
 * How long a fresh JVM takes to lint many scripts.
 */
@NullMarked
package io.migration.benchmark.lint;

import org.jspecify.annotations.NullMarked;
