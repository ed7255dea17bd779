// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/**
 * Keeps Hibernate from creating and dropping a schema that is migrated.
 */
class MigrationSchemaManagementProvider implements SchemaManagementProvider {

	private final ObjectProvider<DataSource> dataSource;

	private final TargetDataSource target;

	MigrationSchemaManagementProvider(ObjectProvider<DataSource> dataSource, TargetDataSource target) {
		this.dataSource = dataSource;
		this.target = target;
	}

	@Override
	public SchemaManagement getSchemaManagement(DataSource dataSource) {
		boolean managed = dataSource.equals(this.dataSource.getIfUnique()) || dataSource.equals(this.target.get());
		return managed ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
	}

}
