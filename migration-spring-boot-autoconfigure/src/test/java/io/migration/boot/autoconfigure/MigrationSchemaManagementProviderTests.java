// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationSchemaManagementProvider}.
 */
class MigrationSchemaManagementProviderTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
		.withBean(RecordingEngine.class)
		.withBean("dataSource", UnusedDataSource.class);

	@Test
	void ourDataSourceIsManaged() {
		this.contextRunner.run((context) -> {
			SchemaManagementProvider provider = context.getBean(SchemaManagementProvider.class);
			assertThat(provider.getSchemaManagement(context.getBean(DataSource.class)))
				.isEqualTo(SchemaManagement.MANAGED);
		});
	}

	@Test
	void anotherDataSourceIsNot() {
		this.contextRunner.run((context) -> {
			SchemaManagementProvider provider = context.getBean(SchemaManagementProvider.class);
			assertThat(provider.getSchemaManagement(new UnusedDataSource())).isEqualTo(SchemaManagement.UNMANAGED);
		});
	}

}
