// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

/**
 * Finds {@link Product}.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Product.class)
class ProductConfiguration {

}
