// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was posted, path and body told apart.
 *
 * @param target name of the target
 * @param operation name of the operation
 * @param options the body
 */
record PostedOperation(String target, String operation, Map<String, @Nullable Object> options) {

}
