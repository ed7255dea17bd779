// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.migration.boot.actuate;

import org.jspecify.annotations.NullMarked;
