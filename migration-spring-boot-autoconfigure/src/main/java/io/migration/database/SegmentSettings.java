// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Duration;

/**
 * What one segment sets for its session.
 *
 * @param lockTimeout how long a statement may wait for a lock; zero for ever
 * @param statementTimeout how long a statement may run; zero for ever
 * @param activity what others see of this session
 * @param beforeSnapshot whether the transaction must not have a snapshot yet afterwards,
 * because the script chooses its isolation level
 * @since 1.0.0
 */
public record SegmentSettings(Duration lockTimeout, Duration statementTimeout, String activity,
		boolean beforeSnapshot) {

}
