// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a column.
 */
final class ColumnReader {

	private static final Set<String> QUALIFIERS = Set.of("constraint", "check", "default", "generated", "unique",
			"primary", "references", "deferrable", "initially", "collate", "storage", "compression", "enforced");

	private final TokenCursor cursor;

	private final List<ConstraintDefinition> constraints = new ArrayList<>();

	private String name = "";

	private @Nullable String collation;

	private @Nullable Expression defaultValue;

	private Generation generation = Generation.NONE;

	private @Nullable Expression generator;

	private ColumnReader(TokenCursor cursor) {
		this.cursor = cursor;
	}

	static ColumnDefinition read(TokenCursor cursor, boolean typed) {
		return new ColumnReader(cursor).read(typed);
	}

	private ColumnDefinition read(boolean typed) {
		int start = this.cursor.position();
		QualifiedName written = this.cursor.readWrittenName();
		this.name = (written != null) ? written.name() : "";
		TypeName type = typed ? TypeReader.read(this.cursor) : new TypeName(null, "", List.of(), false);
		this.cursor.accept("with", "options");
		while (!this.cursor.isAtEnd()) {
			readQualifier();
		}
		return new ColumnDefinition(SourceRange.of(this.cursor.since(start)), this.name, type, this.collation,
				this.defaultValue, this.generation, this.generator, this.constraints);
	}

	private void readQualifier() {
		if (this.cursor.accept("collate")) {
			QualifiedName written = this.cursor.readWrittenName();
			this.collation = (written != null) ? written.name() : null;
		}
		else if (this.cursor.accept("default")) {
			this.defaultValue = readExpression(this.cursor);
		}
		else if (this.cursor.accept("generated")) {
			readGeneration();
		}
		else {
			readConstraint();
		}
	}

	private void readConstraint() {
		int start = this.cursor.position();
		String constraint = ConstraintReader.readName(this.cursor);
		ConstraintBuilder builder = readKind();
		if (builder == null) {
			this.cursor.skipGroup();
			return;
		}
		while (builder.acceptAttribute(this.cursor)) {
			// Attributes belong to the constraint before them
			continue;
		}
		this.constraints.add(builder.name(constraint).build(this.cursor.since(start)));
	}

	private @Nullable ConstraintBuilder readKind() {
		if (this.cursor.accept("not", "null")) {
			return new ConstraintBuilder(ConstraintKind.NOT_NULL).columns(List.of(this.name));
		}
		if (this.cursor.accept("references")) {
			return new ConstraintBuilder(ConstraintKind.FOREIGN_KEY).columns(List.of(this.name))
				.reference(ConstraintReader.readReference(this.cursor));
		}
		ConstraintBuilder builder = ConstraintReader.readKeyOrCheck(this.cursor);
		return (builder != null) ? builder.columns(List.of(this.name)) : null;
	}

	private void readGeneration() {
		if (!this.cursor.accept("always")) {
			this.cursor.accept("by", "default");
		}
		this.cursor.accept("as");
		if (this.cursor.accept("identity")) {
			this.generation = Generation.IDENTITY;
			this.cursor.readGroup();
			return;
		}
		this.generator = new Expression(this.cursor.readGroup().rest());
		this.generation = this.cursor.accept("stored") ? Generation.STORED : Generation.VIRTUAL;
		this.cursor.accept("virtual");
	}

	// A default ends where the next qualifier begins; NOT and NULL cannot be within it
	// outside of parentheses
	static Expression readExpression(TokenCursor cursor) {
		int start = cursor.position();
		cursor.skipGroup();
		while (!cursor.isAtEnd() && !QUALIFIERS.contains(cursor.word()) && !cursor.isAt("not")
				&& !cursor.isAt("null")) {
			cursor.skipGroup();
		}
		return new Expression(cursor.since(start));
	}

}
