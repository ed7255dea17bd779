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

	MigrationSchemaManagementProvider(ObjectProvider<DataSource> dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public SchemaManagement getSchemaManagement(DataSource dataSource) {
		return dataSource.equals(this.dataSource.getIfUnique()) ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
	}

}
