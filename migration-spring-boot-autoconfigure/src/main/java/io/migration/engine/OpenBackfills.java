// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.backfill.BackfillSession.Place;
import io.migration.backfill.BackfillTask;
import io.migration.database.Database;

/**
 * The backfills that are left and that this binary contains, whose cursors exist.
 *
 * @param database the database
 * @param place where the history is
 * @param tasks the backfills, in the order in which they run
 */
record OpenBackfills(Database database, Place place, List<BackfillTask> tasks) {

	OpenBackfills {
		tasks = List.copyOf(tasks);
	}

}
