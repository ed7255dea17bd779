// SPDX-License-Identifier: Apache-2.0

@NullMarked
package io.migration.boot.command;

import org.jspecify.annotations.NullMarked;
