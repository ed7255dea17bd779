// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What came of a {@link BackfillRequest}.
 *
 * @param target name of the target
 * @param action what was asked for
 * @param effective {@code false} if all was so already
 * @param backfill how the backfill stands now
 * @since 1.0.0
 */
public record BackfillControl(String target, BackfillAction action, boolean effective, BackfillStatus backfill) {

}
