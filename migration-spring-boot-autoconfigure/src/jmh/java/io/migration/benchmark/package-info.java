// SPDX-License-Identifier: Apache-2.0
/**
 * The driver of the benchmarks: prepares databases, starts a fresh JVM for each value,
 * writes results and plots.
 */
@NullMarked
package io.migration.benchmark;

import org.jspecify.annotations.NullMarked;
