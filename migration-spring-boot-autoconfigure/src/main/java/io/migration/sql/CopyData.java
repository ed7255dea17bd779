// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * The lines that follow a {@code COPY ... FROM stdin} statement, without the closing
 * {@code \.} line.
 *
 * @param text the data as written, each line ended by a line feed
 * @param line line of the first data line, from 1
 * @since 1.0.0
 */
public record CopyData(String text, int line) {

}
