// SPDX-License-Identifier: Apache-2.0
/**
 * What runs in a fresh JVM: one tool, with nothing loaded before the clock starts but a
 * pool of connections.
 */
@NullMarked
package io.migration.benchmark.child;

import org.jspecify.annotations.NullMarked;
