// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be done at the endpoint {@code migrations}, besides the access to it.
 *
 * @param rollback Whether migrations can be rolled back at the endpoint. Needs
 * "management.endpoint.migrations.access=unrestricted" as well.
 */
@ConfigurationProperties("migration.endpoint")
record MigrationOperationProperties(@DefaultValue("false") boolean rollback) {

}
