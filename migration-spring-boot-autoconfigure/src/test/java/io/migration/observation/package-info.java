// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.migration.observation;

import org.jspecify.annotations.NullMarked;
