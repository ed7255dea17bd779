// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.MigrationOptions;

/**
 * Callback for beans that change the options of the engine. Applied in their order after
 * all properties, so what a customizer sets is what counts.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface MigrationOptionsCustomizer {

	/**
	 * Customize the options.
	 * @param builder the builder, filled from the properties
	 */
	void customize(MigrationOptions.Builder builder);

}
