// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

/**
 * What a command prints when it did what was asked for.
 *
 * @param value for machines: a record, map, collection or simple value
 * @param text for people
 */
record CommandResult(Object value, String text) {

}
