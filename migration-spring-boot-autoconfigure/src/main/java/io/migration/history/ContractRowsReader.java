// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the rows of the migrations that have a contract, and what a gate has to know of
 * them.
 */
final class ContractRowsReader {

	private ContractRowsReader() {
	}

	static ContractRows read(ResultSet result, int behind) throws SQLException {
		HistoryFollower follower = new HistoryFollower();
		Map<Long, ContractRows.Detail> details = new HashMap<>();
		HistoryRowReader reader = new HistoryRowReader(result);
		HistoryPlace place = HistoryPlace.NONE;
		while (result.next()) {
			place = HistoryReader.place(result);
			HistoryRow row = reader.read();
			follower.follow(row);
			details.put(row.id(), detail(result, behind));
		}
		return new ContractRows(new HistorySnapshot(place, follower), details);
	}

	private static ContractRows.Detail detail(ResultSet result, int behind) throws SQLException {
		Timestamp startedAt = result.getTimestamp(behind + 2);
		Timestamp finishedAt = result.getTimestamp(behind + 3);
		return new ContractRows.Detail(result.getString(behind), result.getString(behind + 1),
				(startedAt != null) ? startedAt.toInstant() : null,
				(finishedAt != null) ? finishedAt.toInstant() : null, Duration.ofSeconds(result.getLong(behind + 4)),
				StoredText.decode(result.getBytes(behind + 5)));
	}

}
