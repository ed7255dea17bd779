// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import org.jspecify.annotations.Nullable;

/**
 * What an operation is made of.
 *
 * @param options its options
 * @param requestedBy who asked for it, {@code null} if unknown
 * @param baselineDescription the description of a baseline that is given none
 */
record OperationCall(OperationOptions options, @Nullable String requestedBy, String baselineDescription) {

}
