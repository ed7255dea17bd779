// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.JavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

class V3__Break implements JavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO t VALUES (2)").update();
		throw new IllegalStateException("no luck");
	}

}
