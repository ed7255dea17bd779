// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.Finding;
import io.migration.Severity;

// JSON of a hazard; the recipe, which quotes the statement, is part of the advice for those
// who may see statements
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "rule", "severity", "line", "message", "advice" })
record FindingDescriptor(String rule, Severity severity, int line, String message, String advice) {

	static List<FindingDescriptor> of(List<Finding> findings, boolean showValues) {
		return findings.stream().map((finding) -> of(finding, showValues)).toList();
	}

	private static FindingDescriptor of(Finding finding, boolean showValues) {
		String recipe = finding.recipe();
		String advice = (showValues && recipe != null) ? finding.advice() + "\n" + recipe : finding.advice();
		return new FindingDescriptor(finding.rule(), finding.severity(), finding.line(), finding.message(), advice);
	}

}
