// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.List;

import io.migration.StepType;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.effect.StatementEffect;
import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.SqlAction;
import io.migration.script.ScriptStep;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A statement and what it finds when it runs.
 *
 * @param step the step in which it stands
 * @param sql the statement
 * @param action what it does; of a statement within another one, that one
 * @param effect what it does to the tables that exist
 * @param schema what exists before it
 * @param transaction what was done before in its transaction
 * @param memory what was done before in its migration
 * @since 1.0.0
 */
public record Situation(ScriptStep step, SqlStatement sql, SqlAction action, StatementEffect effect, SchemaModel schema,
		OpenTransaction transaction, MigrationMemory memory) {

	ServerVersion version() {
		return this.schema.version();
	}

	boolean inContract() {
		return this.step.type() == StepType.CONTRACT;
	}

	boolean inBackfill() {
		return this.step.type() == StepType.BACKFILL;
	}

	/**
	 * Return whether others may use a table. One that is not known does exist, unless the
	 * migration made it.
	 */
	boolean isExisting(QualifiedName name) {
		TableModel table = this.schema.table(name);
		return table == null || !(table.isNew() || table.traits().persistence() == Persistence.TEMPORARY);
	}

	/**
	 * Return whether two names, as written, are those of one table.
	 */
	boolean isSame(QualifiedName one, QualifiedName other) {
		return one.equals(other) || this.schema.resolve(one).equals(this.schema.resolve(other));
	}

	boolean isNewColumn(QualifiedName name, String column) {
		TableModel table = this.schema.table(name);
		ColumnModel known = (table != null) ? table.column(column) : null;
		return known != null && known.age() != Age.EXISTING;
	}

	/**
	 * Return the tables that others may use and that this statement locks.
	 */
	List<QualifiedName> lockedTables(LockMode atLeast) {
		List<QualifiedName> tables = new ArrayList<>();
		for (TableEffect table : this.effect.tables()) {
			if (table.isExisting() && table.mode().compareTo(atLeast) >= 0) {
				tables.add(table.table());
			}
		}
		return tables;
	}

	boolean scansOrRewrites() {
		return rewrite(this.effect) != Likelihood.NO || scan(this.effect) != Likelihood.NO;
	}

	static Likelihood rewrite(StatementEffect effect) {
		Likelihood strongest = Likelihood.NO;
		for (TableEffect table : effect.tables()) {
			strongest = table.isExisting() ? strongest.or(table.rewrite()) : strongest;
		}
		return strongest;
	}

	static Likelihood scan(StatementEffect effect) {
		Likelihood strongest = Likelihood.NO;
		for (TableEffect table : effect.tables()) {
			strongest = table.isExisting() ? strongest.or(table.scan()) : strongest;
		}
		return strongest;
	}

	/**
	 * Return a part of the statement as written.
	 */
	String text(SourceRange range) {
		int offset = this.sql.tokens().get(0).offset();
		int start = Math.max(0, range.start() - offset);
		int end = Math.min(this.sql.text().length(), range.end() - offset);
		return (start < end) ? this.sql.text().substring(start, end) : "";
	}

	/**
	 * Return the statement with a word put in behind others.
	 * @param words the words, the first place where they follow each other
	 * @param inserted what is put in behind them
	 * @return the statement, or {@code null} if it is part of another one
	 */
	@Nullable String with(String inserted, String... words) {
		int offset = this.sql.tokens().get(0).offset();
		for (int i = 0; i + words.length <= this.sql.tokens().size(); i++) {
			boolean found = true;
			for (int j = 0; j < words.length; j++) {
				found &= this.sql.tokens().get(i + j).isWord(words[j]);
			}
			if (found) {
				int end = this.sql.tokens().get(i + words.length - 1).end() - offset;
				return this.sql.text().substring(0, end) + " " + inserted + this.sql.text().substring(end) + ";";
			}
		}
		return null;
	}

}
