// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import io.migration.JavaMigration;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Started in a process of its own by {@link CommandProcessTests}: an application with
 * everything on its class path, which makes its context as applications do.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class CommandShop {

	/**
	 * Start the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(CommandShop.class, args);
	}

	@Bean
	CommandLineRunner runner() {
		return (arguments) -> {
			System.out.println("the runner ran");
			System.exit(99);
		};
	}

	@Bean
	V9__Note note(Text text) {
		return new V9__Note(text);
	}

	@Bean
	Text text() {
		System.out.println("noise of a bean");
		return new Text("note");
	}

	record Text(String value) {

	}

	static class V9__Note implements JavaMigration {

		private final Text text;

		V9__Note(Text text) {
			this.text = text;
		}

		@Override
		public void up(JdbcClient jdbc) {
			System.out.println("noise of a migration");
			jdbc.sql("CREATE TABLE note AS SELECT ? AS text").param(this.text.value()).update();
		}

	}

}
