// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

/**
 * What is measured: a class path, an adapter, a name and colours.
 */
enum Tool {

	ENGINE("engine", "EngineTool", "this engine", "#1d4ed8", "#7aa7ff"),

	FLYWAY("flyway", "FlywayTool", "Flyway", "#c2410c", "#ff9d5c"),

	FLYWAY_NEWEST("flyway-newest", "FlywayTool", "Flyway", "#a16207", "#e5c04b"),

	LIQUIBASE("liquibase", "LiquibaseTool", "Liquibase", "#7e22ce", "#cf9bff"),

	MYBATIS("mybatis", "MyBatisTool", "MyBatis Migrations", "#0f766e", "#4fd1c0"),

	FLOOR("floor", "FloorTool", "floor (plain JDBC)", "#57606a", "#a9b2bc");

	private final String classPath;

	private final String adapter;

	private final String label;

	private final String light;

	private final String dark;

	Tool(String classPath, String adapter, String label, String light, String dark) {
		this.classPath = classPath;
		this.adapter = adapter;
		this.label = label;
		this.light = light;
		this.dark = dark;
	}

	String classPath() {
		return this.classPath;
	}

	String adapter() {
		return "io.migration.benchmark.child." + this.adapter;
	}

	String label() {
		return this.label;
	}

	String light() {
		return this.light;
	}

	String dark() {
		return this.dark;
	}

	String id() {
		return this.classPath;
	}

}
