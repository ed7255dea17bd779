// SPDX-License-Identifier: Apache-2.0

/**
 * What operators see of the migrations: endpoint, health, info, meters and spans, each
 * with the auto-configuration that adds it where the application has the library for it.
 */
@NullMarked
package io.migration.boot.actuate;

import org.jspecify.annotations.NullMarked;
