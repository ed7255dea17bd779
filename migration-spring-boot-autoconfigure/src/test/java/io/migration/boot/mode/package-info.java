// SPDX-License-Identifier: Apache-2.0

/**
 * What an application does while it starts and ends, in processes of their own and with a
 * web server.
 */
@NullMarked
package io.migration.boot.mode;

import org.jspecify.annotations.NullMarked;
