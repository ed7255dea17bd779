// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migration.hazard.statement.ColumnReference;
import io.migration.hazard.statement.SelectQuery;
import io.migration.hazard.statement.SelectQuery.Block;
import io.migration.hazard.statement.SelectQuery.Source;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which columns of which tables a view needs.
 */
final class ViewReading {

	private static final ViewSource UNKNOWN = new ViewSource("", List.of(), false, null, 0);

	private final SchemaModel schema;

	private final ViewModel view;

	private ViewReading(SchemaModel schema, ViewModel view) {
		this.schema = schema;
		this.view = view;
	}

	static void read(ViewModel view, List<String> columns, SchemaModel schema) {
		SelectQuery query = SelectQuery.of(view.query().tokens());
		ViewSource result = new ViewReading(schema, view).read(query, null, Map.of()).named("", columns);
		view.setColumns(result.columns(), result.complete());
	}

	private ViewSource read(SelectQuery query, @Nullable ViewSources outer, Map<String, ViewSource> outerCommon) {
		Map<String, ViewSource> common = new HashMap<>(outerCommon);
		for (Source one : query.common()) {
			// It may read itself
			common.put(one.name(), UNKNOWN);
			common.put(one.name(), source(one, outer, common));
		}
		List<ViewSource> results = query.blocks().stream().map((block) -> read(block, outer, common)).toList();
		return results.get(0);
	}

	private ViewSource read(Block block, @Nullable ViewSources outer, Map<String, ViewSource> common) {
		List<ViewSource> sources = new ArrayList<>();
		ViewSources scope = new ViewSources(sources, outer);
		for (Source source : block.sources()) {
			sources.add(source(source, scope, common));
		}
		for (ColumnReference reference : block.references()) {
			if (reference.isAll()) {
				scope.useAll(reference, this.view);
			}
			else {
				scope.use(reference, this.view);
			}
		}
		block.subqueries().forEach((query) -> read(query, scope, common));
		return result(block, scope);
	}

	private ViewSource source(Source source, @Nullable ViewSources outer, Map<String, ViewSource> common) {
		return whole(source, outer, common).named(source.name(), source.columns());
	}

	private ViewSource whole(Source source, @Nullable ViewSources outer, Map<String, ViewSource> common) {
		SelectQuery query = source.query();
		if (query != null) {
			return read(query, outer, common);
		}
		QualifiedName name = source.table();
		if (name == null) {
			return UNKNOWN;
		}
		ViewSource known = (name.schema() == null) ? common.get(name.name()) : null;
		TableModel table = this.schema.table(name);
		if (known != null || table == null) {
			return (known != null) ? known : UNKNOWN;
		}
		return ViewSource.of(source.name(), table);
	}

	private static ViewSource result(Block block, ViewSources scope) {
		List<String> names = new ArrayList<>();
		boolean complete = !block.outputs().isEmpty();
		for (ColumnReference output : block.outputs()) {
			if (output.isAll()) {
				List<ViewSource> selected = scope.selected(output);
				selected.forEach((source) -> names.addAll(source.columns()));
				complete &= !selected.isEmpty() && selected.stream().allMatch(ViewSource::complete);
			}
			else {
				names.add(output.column());
			}
		}
		return new ViewSource("", names, complete, null, 0);
	}

}
