// SPDX-License-Identifier: Apache-2.0

/**
 * Running steps: cutting them into segments, transactions, journal, time-outs, retries.
 * Knows what to run, not why.
 */
@NullMarked
package io.migration.execution;

import org.jspecify.annotations.NullMarked;
