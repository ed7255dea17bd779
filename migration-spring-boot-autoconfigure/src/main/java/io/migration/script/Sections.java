// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The sections of one script, found by what they are.
 *
 * @param all the sections in the order of the script
 */
record Sections(List<Section> all) {

	@Nullable Section up() {
		return first((section) -> section.type() == SectionType.UP);
	}

	List<Section> backfills() {
		return this.all.stream().filter((section) -> section.type() == SectionType.BACKFILL).toList();
	}

	@Nullable Section contract() {
		return first((section) -> section.type() == SectionType.CONTRACT);
	}

	@Nullable Section down() {
		return first((section) -> section.type() == SectionType.DOWN && !section.isDownOfContract());
	}

	@Nullable Section downOfContract() {
		return first(Section::isDownOfContract);
	}

	@Nullable Section precondition() {
		return first((section) -> section.type() == SectionType.PRECONDITION);
	}

	@Nullable Section verifyOf(Section section) {
		for (int i = 0; i + 1 < this.all.size(); i++) {
			Section next = this.all.get(i + 1);
			if (this.all.get(i) == section && next.type() == SectionType.VERIFY) {
				return next;
			}
		}
		return null;
	}

	private @Nullable Section first(Predicate<Section> condition) {
		return this.all.stream().filter(condition).findFirst().orElse(null);
	}

}
