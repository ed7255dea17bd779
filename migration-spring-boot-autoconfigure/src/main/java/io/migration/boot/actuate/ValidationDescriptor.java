// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

/**
 * JSON of a database that is as it should be; any other is a failure.
 *
 * @param valid always {@code true}
 */
record ValidationDescriptor(boolean valid) {

}
