// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements that keep tables in shape.
 *
 * @since 1.0.0
 */
public interface MaintenanceStatement extends SqlAction {

	/**
	 * {@code VACUUM}.
	 *
	 * @param range where it stands
	 * @param tables the tables; none for all
	 * @param full whether it is written anew
	 * @param analyze whether statistics are gathered too
	 */
	record Vacuum(SourceRange range, List<QualifiedName> tables, boolean full,
			boolean analyze) implements MaintenanceStatement {

		public Vacuum {
			tables = List.copyOf(tables);
		}

	}

	/**
	 * {@code ANALYZE}.
	 *
	 * @param range where it stands
	 * @param tables the tables; none for all
	 */
	record Analyze(SourceRange range, List<QualifiedName> tables) implements MaintenanceStatement {

		public Analyze {
			tables = List.copyOf(tables);
		}

	}

	/**
	 * {@code CLUSTER}.
	 *
	 * @param range where it stands
	 * @param table the table; {@code null} for all
	 * @param index the index; {@code null} for the last one
	 */
	record Cluster(SourceRange range, @Nullable QualifiedName table,
			@Nullable String index) implements MaintenanceStatement {

	}

}
