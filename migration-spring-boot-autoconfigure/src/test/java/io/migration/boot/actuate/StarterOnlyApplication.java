// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Started in a process of its own by {@link StarterOnlyTests}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StarterOnlyApplication {

	/**
	 * Start, tell which beans of ours there are, and stop.
	 * @param args properties
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StarterOnlyApplication.class)
			.run(args)) {
			for (String name : context.getBeanNamesForType(Object.class, false, false)) {
				if (name.startsWith("migration")) {
					System.out.println("bean " + name);
				}
			}
		}
	}

}
