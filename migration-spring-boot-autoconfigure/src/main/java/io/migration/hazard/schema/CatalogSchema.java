// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.migration.database.CatalogColumn;
import io.migration.database.CatalogConstraint;
import io.migration.database.CatalogIndex;
import io.migration.database.CatalogLink;
import io.migration.database.CatalogSnapshot;
import io.migration.database.CatalogTable;
import io.migration.database.CatalogType;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.PartitionBound;
import io.migration.hazard.statement.PartitionKey;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TypeName;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Makes a schema model of what the catalog says. The catalog gives definitions as
 * statements would, so they are read in the same way.
 */
final class CatalogSchema {

	private final CatalogSnapshot snapshot;

	private final SchemaModel schema;

	private final Map<QualifiedName, TableModel> tables = new HashMap<>();

	CatalogSchema(CatalogSnapshot snapshot) {
		this.snapshot = snapshot;
		this.schema = new SchemaModel(ServerVersion.of(Integer.parseInt(snapshot.version())));
	}

	SchemaModel build() {
		this.schema.useCatalog();
		this.schema.settings().begin("search_path", this.snapshot.searchPath());
		this.schema.settings().begin("timezone", this.snapshot.timeZone());
		this.snapshot.volatileRoutines().forEach((name) -> this.schema.routines().replace(name, "volatile"));
		this.snapshot.steadyRoutines().forEach((name) -> this.schema.routines().replace(name, "stable"));
		this.snapshot.types().forEach(this::addType);
		this.snapshot.tables().forEach(this::addTable);
		this.snapshot.columns().forEach(this::addColumn);
		this.snapshot.indexes().forEach(this::addIndex);
		this.snapshot.constraints().forEach(this::addConstraint);
		this.snapshot.links().forEach(this::addLink);
		this.tables.values().forEach(this::readView);
		this.schema.beginMigration();
		return this.schema;
	}

	private void addType(CatalogType type) {
		TypeModel.Kind kind = switch (type.kind()) {
			case "d" -> TypeModel.Kind.DOMAIN;
			case "e" -> TypeModel.Kind.ENUM;
			default -> TypeModel.Kind.COMPOSITE;
		};
		String base = type.base();
		TypeName baseType = (base != null) ? TypeName.of(tokens(base)) : null;
		this.schema.types()
			.put(new TypeModel(new QualifiedName(type.schema(), type.name()), kind, baseType, type.constrained(),
					List.of(), Age.EXISTING));
	}

	private void addTable(CatalogTable table) {
		RelationKind kind = switch (table.kind()) {
			case "p" -> RelationKind.PARTITIONED;
			case "f" -> RelationKind.FOREIGN;
			case "v" -> RelationKind.VIEW;
			case "m" -> RelationKind.MATERIALIZED_VIEW;
			case "S" -> RelationKind.SEQUENCE;
			default -> RelationKind.TABLE;
		};
		QualifiedName name = new QualifiedName(table.schema(), table.name());
		TableModel model = new TableModel(name, kind, Knowledge.CATALOG, Age.EXISTING);
		model.setComplete(true);
		model.setSize(Math.max(-1, Long.parseLong(table.rows())), Long.parseLong(table.bytes()));
		String query = table.query();
		if (query != null) {
			model.setView(new ViewModel(new Expression(tokens(query))));
		}
		model.setTraits(traits(table));
		this.tables.put(name, model);
		this.schema.relations().add(model);
	}

	private void readView(TableModel table) {
		ViewModel view = table.view();
		if (view != null) {
			ViewReading.read(view, List.of(), this.schema);
		}
	}

	private static TableTraits traits(CatalogTable table) {
		Persistence persistence = switch (table.persistence()) {
			case "u" -> Persistence.UNLOGGED;
			case "t" -> Persistence.TEMPORARY;
			default -> Persistence.PERMANENT;
		};
		String key = table.partitionKey();
		String bound = table.bound();
		String type = table.ofType();
		return new TableTraits(persistence, (key != null) ? PartitionKey.of(tokens(key)) : null,
				(bound != null) ? PartitionBound.of(tokens(bound)) : null,
				(type != null) ? new TokenCursor(tokens(type)).readName() : null);
	}

	private @Nullable TableModel table(String schemaName, String name) {
		return this.tables.get(new QualifiedName(schemaName, name));
	}

	private void addColumn(CatalogColumn column) {
		TableModel table = table(column.schema(), column.table());
		if (table == null) {
			return;
		}
		String value = column.defaultValue();
		Generation generation = switch (column.generated()) {
			case "s" -> Generation.STORED;
			case "v" -> Generation.VIRTUAL;
			default -> column.identity().isEmpty() ? Generation.NONE : Generation.IDENTITY;
		};
		table.parts()
			.put(new ColumnModel(column.name(), TypeName.of(tokens(column.type())), column.collation(),
					column.notNull(), (value != null) ? new Expression(tokens(value)) : null, generation,
					Age.EXISTING));
	}

	private void addIndex(CatalogIndex index) {
		TableModel table = table(index.schema(), index.table());
		if (table != null && read(index.definition()) instanceof IndexStatement.Create create) {
			this.schema.relations()
				.addIndex(table,
						new IndexModel(new QualifiedName(index.schema(), index.name()), table.name(), create.unique(),
								index.valid(), index.constraint(), create.method(), create.keys(), create.where(),
								Age.EXISTING));
		}
	}

	private void addConstraint(CatalogConstraint constraint) {
		TableModel table = table(constraint.schema(), constraint.table());
		ConstraintDefinition definition = definition(constraint.definition());
		if (table == null || definition == null) {
			return;
		}
		table.parts().put(new ConstraintModel(constraint.name(), definition, constraint.validated(), Age.EXISTING));
		String referencedSchema = constraint.referencedSchema();
		String referencedTable = constraint.referencedTable();
		if (referencedSchema != null && referencedTable != null) {
			TableModel referenced = table(referencedSchema, referencedTable);
			if (referenced != null) {
				TableLinks.reference(table, constraint.name(), referenced);
			}
		}
		// The mark of the column says only that there is a constraint
		if (definition.kind() == ConstraintKind.NOT_NULL && !constraint.validated()) {
			definition.columns()
				.forEach((column) -> ColumnChanges.change(table, column, (present) -> present.withNotNull(false)));
		}
	}

	private static @Nullable ConstraintDefinition definition(String text) {
		SqlAction action = read("ALTER TABLE t ADD " + text);
		return (action instanceof TableStatement.Alter alter
				&& alter.actions().get(0) instanceof ConstraintAction.Add add) ? add.definition() : null;
	}

	private void addLink(CatalogLink link) {
		TableModel first = table(link.schema(), link.name());
		TableModel second = table(link.otherSchema(), link.otherName());
		if (second == null) {
			return;
		}
		switch (link.kind()) {
			case INHERITS -> link(first, (child) -> TableLinks.inherit(second, child));
			case READS -> link(first, (view) -> TableLinks.read(view, second));
			case STATISTICS -> attach(ObjectKind.STATISTICS, link, second);
			case PUBLICATION -> attach(ObjectKind.PUBLICATION, link, second);
		}
	}

	private static void link(@Nullable TableModel first, Consumer<TableModel> action) {
		if (first != null) {
			action.accept(first);
		}
	}

	private void attach(ObjectKind kind, CatalogLink link, TableModel table) {
		QualifiedName name = new QualifiedName(null, link.name());
		List<QualifiedName> all = new ArrayList<>(this.schema.tablesOf(kind, name));
		all.add(table.name());
		this.schema.attach(kind, name, all);
	}

	private static SqlAction read(String text) {
		return StatementReader.read(SqlDialect.postgresql().read(text).statements().get(0));
	}

	private static List<SqlToken> tokens(String text) {
		List<SqlStatement> statements = SqlDialect.postgresql().read(text).statements();
		return statements.isEmpty() ? List.of() : statements.get(0).tokens();
	}

}
