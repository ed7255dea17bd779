// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.JavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

class V4__Audit implements JavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO audit VALUES ('4')").update();
	}

}
