// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.migration.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the history says of contracts besides their own rows: which are approved, and
 * which have run and were undone. An approval counts until it is withdrawn, or until
 * something of the migration is undone.
 *
 * @since 1.0.0
 */
public final class ContractNotes {

	static final String APPROVE = "approve";

	static final String WITHDRAW = "withdraw";

	static final String RUN = "contract";

	private final Map<MigrationVersion, Long> approvals = new HashMap<>();

	private final Set<MigrationVersion> undone = new HashSet<>();

	void follow(MigrationVersion version, @Nullable String operation, long id) {
		if (APPROVE.equals(operation) || RUN.equals(operation)) {
			this.approvals.put(version, id);
		}
		else if (WITHDRAW.equals(operation)) {
			this.approvals.remove(version);
		}
	}

	void contractUndone(MigrationVersion version) {
		this.approvals.remove(version);
		this.undone.add(version);
	}

	void migrationUndone(MigrationVersion version) {
		this.approvals.remove(version);
		this.undone.remove(version);
	}

	/**
	 * Return the row in which somebody approved a contract.
	 * @param version version of the migration
	 * @return number of the row, {@code null} if it is not approved
	 */
	public @Nullable Long approval(MigrationVersion version) {
		return this.approvals.get(version);
	}

	/**
	 * Return whether a contract has run and was undone, while its migration was not.
	 * @param version version of the migration
	 * @return {@code true} if it has
	 */
	public boolean wasUndone(MigrationVersion version) {
		return this.undone.contains(version);
	}

}
