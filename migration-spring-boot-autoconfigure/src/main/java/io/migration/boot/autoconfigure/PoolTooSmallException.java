// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Thrown when the application and the run in the background would wait for the same
 * connection.
 */
final class PoolTooSmallException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	private PoolTooSmallException() {
		super("""
				With migration.mode=background, the migration and the application need connections at the same time, \
				but the pool of the data source has only one. The application would stand still until the migration \
				is done. No migration has run.""", """
				Let the pool have at least two connections, for instance \
				spring.datasource.hikari.maximum-pool-size=2. With migration.mode=migrate or wait one is enough.""");
	}

	// A pool whose size is not known may be large enough
	static void check(DataSource dataSource, List<DataSourcePoolMetadataProvider> providers) {
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(providers)
			.getDataSourcePoolMetadata(dataSource);
		Integer largest = (pool != null) ? pool.getMax() : null;
		if (largest != null && largest == 1) {
			throw new PoolTooSmallException();
		}
	}

}
