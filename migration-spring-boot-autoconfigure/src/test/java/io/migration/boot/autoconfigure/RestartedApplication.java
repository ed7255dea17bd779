// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.JavaMigration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An application that is loaded anew for each of its starts.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class })
public class RestartedApplication {

	@Bean
	JavaMigration fill() {
		return new V2__Fill();
	}

	static class V2__Fill implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("INSERT INTO product VALUES (2, 'Reloaded')").update();
		}

	}

}
