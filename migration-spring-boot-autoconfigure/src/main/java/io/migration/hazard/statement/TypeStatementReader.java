// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements on types and domains.
 */
final class TypeStatementReader {

	private TypeStatementReader() {
	}

	static SqlAction readCreate(TokenCursor cursor, SourceRange range) {
		boolean domain = cursor.isAt("domain");
		cursor.skip();
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return new UnknownStatement(range, "create type");
		}
		if (domain) {
			return readDomain(cursor, range, name);
		}
		if (cursor.accept("as", "enum")) {
			return new TypeStatement.CreateEnum(range, name, readLabels(cursor.readGroup()));
		}
		if (cursor.accept("as") && cursor.isAtSymbol("(")) {
			List<ColumnDefinition> columns = cursor.readGroup()
				.split()
				.stream()
				.filter((part) -> !part.isAtEnd())
				.map((part) -> ColumnReader.read(part, true))
				.toList();
			return new TypeStatement.CreateComposite(range, name, columns);
		}
		return new TypeStatement.CreateOther(range, name);
	}

	private static SqlAction readDomain(TokenCursor cursor, SourceRange range, QualifiedName name) {
		cursor.accept("as");
		TypeName base = TypeReader.read(cursor);
		Expression defaultValue = null;
		List<ConstraintDefinition> constraints = new ArrayList<>();
		while (!cursor.isAtEnd()) {
			if (cursor.accept("default")) {
				defaultValue = ColumnReader.readExpression(cursor);
				continue;
			}
			ConstraintDefinition constraint = readConstraint(cursor);
			if (constraint != null) {
				constraints.add(constraint);
			}
		}
		return new TypeStatement.CreateDomain(range, name, base, defaultValue, constraints);
	}

	private static @Nullable ConstraintDefinition readConstraint(TokenCursor cursor) {
		int start = cursor.position();
		String name = ConstraintReader.readName(cursor);
		ConstraintBuilder builder = cursor.accept("not", "null") ? new ConstraintBuilder(ConstraintKind.NOT_NULL)
				: ConstraintReader.readKeyOrCheck(cursor);
		if (builder == null) {
			cursor.skipGroup();
			return null;
		}
		while (builder.acceptAttribute(cursor)) {
			// Attributes belong to the constraint before them
			continue;
		}
		return builder.name(name).build(cursor.since(start));
	}

	private static List<String> readLabels(TokenCursor group) {
		return group.split().stream().map(TypeStatementReader::readLabel).toList();
	}

	private static String readLabel(TokenCursor cursor) {
		SqlToken token = cursor.peek();
		cursor.skip();
		return (token != null && token.type() == TokenType.STRING) ? token.content() : "";
	}

	static SqlAction readAlterType(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return new UnknownStatement(range, "alter type");
		}
		if (cursor.accept("add", "value")) {
			boolean ifNotExists = cursor.accept("if", "not", "exists");
			String label = readLabel(cursor);
			return new TypeStatement.AddEnumValue(range, name, label, ifNotExists, !cursor.isAtEnd());
		}
		if (cursor.accept("rename", "value")) {
			String label = readLabel(cursor);
			cursor.accept("to");
			return new TypeStatement.RenameEnumValue(range, name, label, readLabel(cursor));
		}
		String verb = cursor.word();
		return cursor.hasOutsideParentheses(verb, "attribute")
				? new TypeStatement.AlterComposite(range, name, verb, cursor.hasOutsideParentheses("cascade"))
				: ObjectReader.readAlteration(cursor, range, ObjectKind.TYPE, name);
	}

	static SqlAction readAlterDomain(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return new UnknownStatement(range, "alter domain");
		}
		if (cursor.accept("add")) {
			ConstraintDefinition constraint = readConstraint(cursor);
			return (constraint != null) ? new TypeStatement.AddDomainConstraint(range, name, constraint)
					: new UnknownStatement(range, "alter domain");
		}
		if (cursor.accept("validate", "constraint")) {
			return new TypeStatement.ValidateDomainConstraint(range, name, readIdentifier(cursor));
		}
		if (cursor.isAt("set", "not", "null") || cursor.isAt("drop", "not", "null")) {
			return new TypeStatement.SetDomainNotNull(range, name, cursor.isAt("set"));
		}
		return readOtherDomainChange(cursor, range, name);
	}

	private static SqlAction readOtherDomainChange(TokenCursor cursor, SourceRange range, QualifiedName name) {
		if (cursor.accept("drop", "constraint")) {
			cursor.accept("if", "exists");
			return new TypeStatement.ChangeDomain(range, name, readIdentifier(cursor));
		}
		boolean isDefault = cursor.isAt("set", "default") || cursor.isAt("drop", "default")
				|| cursor.isAt("rename", "constraint");
		return isDefault ? new TypeStatement.ChangeDomain(range, name, null)
				: ObjectReader.readAlteration(cursor, range, ObjectKind.DOMAIN, name);
	}

	private static String readIdentifier(TokenCursor cursor) {
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? name.name() : "";
	}

}
