// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code CREATE TABLE}.
 */
final class TableReader {

	private final TokenCursor cursor;

	private final List<ColumnDefinition> columns = new ArrayList<>();

	private final List<ConstraintDefinition> constraints = new ArrayList<>();

	private final List<LikeClause> likes = new ArrayList<>();

	private List<QualifiedName> inherits = List.of();

	private @Nullable QualifiedName parent;

	private @Nullable PartitionBound bound;

	private @Nullable PartitionKey partitionBy;

	private @Nullable QualifiedName ofType;

	private TableReader(TokenCursor cursor) {
		this.cursor = cursor;
	}

	// The cursor stands behind the word TABLE
	static SqlAction read(TokenCursor cursor, SourceRange range, Persistence persistence) {
		boolean ifNotExists = cursor.accept("if", "not", "exists");
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return new UnknownStatement(range, "create table");
		}
		List<SqlToken> rest = cursor.rest();
		if (isAs(cursor)) {
			return new TableStatement.CreateAs(range, name, persistence, ifNotExists, QueryReads.of(rest).tables());
		}
		return new TableStatement.Create(range, name, persistence, ifNotExists,
				new TableReader(cursor).readDefinition());
	}

	private static boolean isAs(TokenCursor cursor) {
		return cursor.hasOutsideParentheses("as");
	}

	private TableDefinition readDefinition() {
		if (this.cursor.accept("of")) {
			this.ofType = this.cursor.readWrittenName();
		}
		if (this.cursor.accept("partition", "of")) {
			this.parent = this.cursor.readWrittenName();
		}
		readElements(this.cursor.readGroup());
		if (this.parent != null) {
			this.bound = BoundReader.readBound(this.cursor);
		}
		while (!this.cursor.isAtEnd()) {
			readClause();
		}
		PartitionOf partitionOf = (this.parent != null && this.bound != null) ? new PartitionOf(this.parent, this.bound)
				: null;
		return new TableDefinition(this.columns, this.constraints, this.likes, this.inherits, partitionOf,
				this.partitionBy, this.ofType);
	}

	private void readClause() {
		if (this.cursor.accept("inherits")) {
			this.inherits = NameList.read(this.cursor.readGroup());
		}
		else if (this.cursor.accept("partition", "by")) {
			this.partitionBy = BoundReader.readKey(this.cursor);
		}
		else {
			this.cursor.skipGroup();
		}
	}

	private void readElements(TokenCursor group) {
		for (TokenCursor element : group.split()) {
			if (!element.isAtEnd()) {
				readElement(element);
			}
		}
	}

	private void readElement(TokenCursor element) {
		if (element.accept("like")) {
			readLike(element);
		}
		else if (ConstraintReader.isAtTableConstraint(element)) {
			ConstraintDefinition constraint = ConstraintReader.readTableConstraint(element);
			if (constraint != null) {
				this.constraints.add(constraint);
			}
		}
		else {
			this.columns.add(ColumnReader.read(element, this.parent == null && this.ofType == null));
		}
	}

	private void readLike(TokenCursor element) {
		QualifiedName table = element.readWrittenName();
		List<String> including = new ArrayList<>();
		while (!element.isAtEnd()) {
			boolean isIncluded = element.accept("including");
			if (!isIncluded) {
				element.accept("excluding");
			}
			if (isIncluded) {
				including.add(element.word());
			}
			else {
				including.remove(element.word());
			}
			element.skip();
		}
		if (table != null) {
			this.likes.add(new LikeClause(table, including));
		}
	}

}
