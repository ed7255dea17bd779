// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown before anything runs, if migrations hold hazards and
 * {@code migration.hazard.mode} is {@code fail}.
 *
 * @since 1.0.0
 */
public final class HazardsFoundException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final transient List<Finding> findings;

	/**
	 * Create an exception.
	 * @param findings what was found, at least one
	 */
	public HazardsFoundException(List<Finding> findings) {
		super(describe(findings), "No migration was run.", "Change the migrations as the findings advise, or accept a "
				+ "finding by '-- migrate:allow <rule> reason=\"...\"' above its statement.", null);
		this.findings = List.copyOf(findings);
	}

	/**
	 * Return what was found.
	 * @return the findings, at least one
	 */
	public List<Finding> findings() {
		return this.findings;
	}

	private static String describe(List<Finding> findings) {
		return findings.stream()
			.map((finding) -> finding.place() + ": " + finding.message() + " [" + finding.rule() + "]")
			.collect(Collectors.joining(System.lineSeparator()));
	}

}
