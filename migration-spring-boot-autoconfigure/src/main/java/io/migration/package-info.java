// SPDX-License-Identifier: Apache-2.0

/**
 * The public model of the migration engine: what users implement, call and catch. Depends
 * on no other package of this project.
 */
@NullMarked
package io.migration;

import org.jspecify.annotations.NullMarked;
