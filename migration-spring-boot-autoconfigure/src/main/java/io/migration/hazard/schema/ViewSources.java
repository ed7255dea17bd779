// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.List;

import io.migration.hazard.statement.ColumnReference;
import org.jspecify.annotations.Nullable;

/**
 * What the names in one {@code SELECT} of a view can mean.
 *
 * @param sources what is in its {@code FROM} list
 * @param outer what the query around it reads; {@code null} if there is none
 */
record ViewSources(List<ViewSource> sources, @Nullable ViewSources outer) {

	// A name that is in two sources would be refused, so one that is found is found
	void use(ColumnReference reference, ViewModel view) {
		boolean certain = true;
		for (ViewSources level = this; level != null; level = level.outer) {
			List<ViewSource> matching = level.matching(reference);
			for (ViewSource source : matching) {
				source.use(reference.column(), certain, view);
			}
			if (!matching.isEmpty()) {
				return;
			}
			if (reference.source() == null) {
				level.perhapsUse(reference.column(), view);
				certain &= level.isClosed();
			}
		}
	}

	private List<ViewSource> matching(ColumnReference reference) {
		String name = reference.source();
		return this.sources.stream()
			.filter((source) -> (name != null) ? source.name().equals(name) : source.has(reference.column()))
			.toList();
	}

	private void perhapsUse(String column, ViewModel view) {
		this.sources.forEach((source) -> source.perhapsUse(column, view));
	}

	private boolean isClosed() {
		return this.sources.stream().allMatch(ViewSource::complete);
	}

	void useAll(ColumnReference all, ViewModel view) {
		selected(all).forEach((source) -> source.useAll(view));
	}

	List<ViewSource> selected(ColumnReference all) {
		List<ViewSource> selected = new ArrayList<>(this.sources);
		selected.removeIf((source) -> all.source() != null && !all.source().equals(source.name()));
		return selected;
	}

}
