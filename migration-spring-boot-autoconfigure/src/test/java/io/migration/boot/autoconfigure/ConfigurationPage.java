// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.boot.json.JsonParserFactory;

/**
 * The part of {@code docs/configuration.md} that is written from the metadata of the
 * properties.
 */
final class ConfigurationPage {

	static final Path FILE = Path.of("..", "docs", "configuration.md");

	private static final String BEGIN = "<!-- generated from the metadata of the properties: begin -->\n";

	private static final String END = "<!-- generated from the metadata of the properties: end -->\n";

	private static final Map<String, String> TITLES = titles();

	private final Map<String, List<DescribedProperty>> groups;

	private final Map<String, List<Map<String, Object>>> hints;

	private ConfigurationPage(List<Map<String, Object>> properties, List<Map<String, Object>> hints) {
		this.groups = properties.stream()
			.map(DescribedProperty::of)
			.sorted(Comparator.comparing(DescribedProperty::name))
			.collect(Collectors.groupingBy(DescribedProperty::group, TreeMap::new, Collectors.toList()));
		this.hints = new LinkedHashMap<>();
		hints.forEach((hint) -> this.hints.put((String) hint.get("name"), list(hint, "values")));
	}

	private static Map<String, String> titles() {
		Map<String, String> titles = new LinkedHashMap<>();
		titles.put("migration", "Migrations");
		titles.put("migration.datasource", "Connection");
		titles.put("migration.history", "History");
		titles.put("migration.lock", "Lock between instances");
		titles.put("migration.lock-retry", "Retries");
		titles.put("migration.shutdown", "End of the process");
		titles.put("migration.startup-probe", "Startup probe");
		titles.put(DescribedProperty.THROTTLES, "Throttles of backfills");
		titles.put("migration.naming", "Names of scripts");
		titles.put("migration.hazard", "Hazards");
		titles.put("migration.endpoint", "Operations at the endpoint");
		titles.put("management", "Endpoint, health and info");
		titles.put(DescribedProperty.COMMANDS, "Commands");
		return titles;
	}

	static ConfigurationPage read() throws IOException, URISyntaxException {
		Path classes = Path.of(MigrationProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Map<String, Object> metadata = JsonParserFactory.getJsonParser()
			.parseMap(Files.readString(classes.resolve("META-INF/spring-configuration-metadata.json")));
		return new ConfigurationPage(list(metadata, "properties"), list(metadata, "hints"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
		return (List<Map<String, Object>>) json.getOrDefault(name, List.of());
	}

	/**
	 * Put the generated part between the marks of a page.
	 * @param page the page as it is
	 * @return the page as it should be
	 */
	String in(String page) {
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		int end = page.indexOf(END);
		if (begin < BEGIN.length() || end < begin) {
			throw new IllegalStateException(FILE + " has lost its marks");
		}
		return page.substring(0, begin) + "\n" + generated() + page.substring(end);
	}

	private String generated() {
		StringBuilder text = new StringBuilder();
		for (String group : sortedGroups()) {
			text.append("## ").append(TITLES.getOrDefault(group, "`" + group + "`")).append("\n\n");
			text.append("| property | type | default | what it does |\n| --- | --- | --- | --- |\n");
			List<DescribedProperty> properties = this.groups.getOrDefault(group, List.of());
			properties.forEach((property) -> text.append(property.row()));
			text.append("\n");
			properties.forEach((property) -> appendValues(property, text));
		}
		return text.append("## All defaults, as `application.yml`\n\n```yaml\n")
			.append(yaml())
			.append("```\n\n")
			.toString();
	}

	private List<String> sortedGroups() {
		List<String> known = new ArrayList<>(TITLES.keySet());
		List<String> names = new ArrayList<>(this.groups.keySet());
		known.retainAll(names);
		names.removeAll(known);
		// One that nobody has given a title yet
		known.addAll(names);
		return known;
	}

	private void appendValues(DescribedProperty property, StringBuilder text) {
		List<Map<String, Object>> values = this.hints.getOrDefault(property.name(), List.of());
		if (!values.isEmpty()) {
			text.append(property.isEnum() ? "Values" : "Examples").append(" of `");
			text.append(property.name()).append("`:\n\n");
			values.forEach(
					(value) -> text.append("* `%s`: %s\n".formatted(value.get("value"), value.get("description"))));
			text.append("\n");
		}
	}

	/**
	 * Return the defaults of all properties that belong into a file. The options of a
	 * command do not.
	 */
	String yaml() {
		StringBuilder text = new StringBuilder();
		YamlKeys keys = new YamlKeys(text);
		this.groups.entrySet()
			.stream()
			.filter((group) -> !group.getKey().equals(DescribedProperty.COMMANDS))
			.flatMap((group) -> group.getValue().stream())
			.filter((property) -> property.defaultValue() != null)
			.sorted(Comparator.comparing(DescribedProperty::name))
			.forEach((property) -> keys.append(property.name(), property.value()));
		return text.toString();
	}

}
