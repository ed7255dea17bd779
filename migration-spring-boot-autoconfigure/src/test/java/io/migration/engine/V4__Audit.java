// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.migration.JavaMigration;

class V4__Audit implements JavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO audit VALUES ('4')").update();
	}

}
