// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Actions on how a table is stored and kept.
 *
 * @since 1.0.0
 */
public interface StorageAction extends TableAction {

	/**
	 * {@code SET LOGGED} and {@code SET UNLOGGED}.
	 *
	 * @param range where it stands
	 * @param logged whether it becomes logged
	 */
	record SetLogged(SourceRange range, boolean logged) implements StorageAction {

	}

	/**
	 * {@code SET TABLESPACE}.
	 *
	 * @param range where it stands
	 * @param tablespace the tablespace
	 */
	record SetTablespace(SourceRange range, String tablespace) implements StorageAction {

	}

	/**
	 * {@code SET ACCESS METHOD}.
	 *
	 * @param range where it stands
	 * @param method the method
	 */
	record SetAccessMethod(SourceRange range, String method) implements StorageAction {

	}

	/**
	 * {@code SET (...)} and {@code RESET (...)}.
	 *
	 * @param range where it stands
	 * @param options the names of the options
	 * @param reset whether values are put back instead of set
	 */
	record SetOptions(SourceRange range, List<String> options, boolean reset) implements StorageAction {

		public SetOptions {
			options = List.copyOf(options);
		}

	}

	/**
	 * {@code CLUSTER ON} and {@code SET WITHOUT CLUSTER}.
	 *
	 * @param range where it stands
	 * @param index the index; {@code null} for none
	 */
	record ClusterOn(SourceRange range, @Nullable String index) implements StorageAction {

	}

	/**
	 * {@code SET WITHOUT OIDS}.
	 *
	 * @param range where it stands
	 */
	record SetWithoutOids(SourceRange range) implements StorageAction {

	}

	/**
	 * {@code REPLICA IDENTITY}.
	 *
	 * @param range where it stands
	 * @param identity {@code default}, {@code full}, {@code nothing} or {@code index}
	 * @param index the index
	 */
	record SetReplicaIdentity(SourceRange range, String identity, @Nullable String index) implements StorageAction {

	}

}
