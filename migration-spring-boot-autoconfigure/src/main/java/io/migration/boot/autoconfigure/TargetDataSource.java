// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.function.SingletonSupplier;

/**
 * Chooses where the connections of migrations come from:
 *
 * <ol>
 * <li>the bean that is marked with {@link MigrationDataSource};</li>
 * <li>single connections as {@link MigrationConnectionDetails} say, where these differ
 * from those of the application;</li>
 * <li>the data source of the application.</li>
 * </ol>
 *
 * Not a bean of type {@link DataSource}, as the application would have a second one.
 */
class TargetDataSource {

	private static final Logger logger = LoggerFactory.getLogger(TargetDataSource.class);

	private final ObjectProvider<DataSource> marked;

	private final ObjectProvider<DataSource> application;

	private final MigrationConnectionDetails details;

	private final ObjectProvider<JdbcConnectionDetails> applicationDetails;

	private final SingletonSupplier<DataSource> chosen = SingletonSupplier.of(this::choose);

	TargetDataSource(ObjectProvider<DataSource> marked, ObjectProvider<DataSource> application,
			MigrationConnectionDetails details, ObjectProvider<JdbcConnectionDetails> applicationDetails) {
		this.marked = marked;
		this.application = application;
		this.details = details;
		this.applicationDetails = applicationDetails;
	}

	/**
	 * Return where connections come from, the same at each call.
	 * @return the data source
	 */
	DataSource get() {
		return this.chosen.obtain();
	}

	private DataSource choose() {
		DataSource qualified = this.marked.getIfAvailable();
		if (qualified != null) {
			logger.debug("Migrations use the data source that is marked with @MigrationDataSource");
			return qualified;
		}
		TargetConnection connection = TargetConnection.of(this.details, applicationDetails(), this.application);
		if (connection != null) {
			logger.debug("Migrations use single connections of their own");
			return connection.dataSource();
		}
		DataSource shared = this.application.getIfUnique();
		if (shared == null) {
			throw MigrationDataSourceException.noneToChoose();
		}
		logger.debug("Migrations use the data source of the application");
		return shared;
	}

	/**
	 * Return as which roles the application is connected, as far as that is known.
	 * @return the name of a role, or none
	 */
	Set<String> roles() {
		JdbcConnectionDetails known = applicationDetails();
		String user = (known != null) ? known.getUsername() : null;
		return (user != null) ? Set.of(user) : Set.of();
	}

	private @Nullable JdbcConnectionDetails applicationDetails() {
		JdbcConnectionDetails found = this.applicationDetails.getIfUnique();
		try {
			return (found != null && found.getJdbcUrl() != null) ? found : null;
		}
		catch (BeanCreationException ex) {
			// The application has no url, and need not have one to migrate with ours
			return null;
		}
	}

}
