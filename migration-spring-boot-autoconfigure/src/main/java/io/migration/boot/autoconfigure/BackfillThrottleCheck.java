// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Refuses bounds that cannot be meant.
 */
class BackfillThrottleCheck {

	private static final String PREFIX = "migration.backfill.throttle.";

	private final BackfillThrottleProperties properties;

	BackfillThrottleCheck(BackfillThrottleProperties properties) {
		this.properties = properties;
	}

	void run() {
		BackfillThrottleProperties.ReplicationLag lag = this.properties.replicationLag();
		rising("replication-lag.critical", millis(lag.high()), millis(lag.critical()), lag.critical());
		rising("replication-lag.critical-size", lag.highSize().toBytes(), lag.criticalSize().toBytes(),
				lag.criticalSize());
		BackfillThrottleProperties.ActiveConnections connections = this.properties.activeConnections();
		rising("active-connections.critical", connections.high(), connections.critical(), connections.critical());
		BackfillThrottleProperties.LockWaits waits = this.properties.lockWaits();
		rising("lock-waits.critical", waits.high(), waits.critical(), waits.critical());
		BackfillThrottleProperties.ApplicationLatency latency = this.properties.applicationLatency();
		rising("application-latency.critical", millis(latency.high()), millis(latency.critical()), latency.critical());
		rising("application-latency.critical-max", millis(latency.highMax()), millis(latency.criticalMax()),
				latency.criticalMax());
		traffic(this.properties.traffic());
		valid(this.properties.rowsPerSecond() >= 0, "rows-per-second", this.properties.rowsPerSecond(),
				"It must not be negative.");
	}

	private static void traffic(BackfillThrottleProperties.Traffic traffic) {
		rising("traffic.critical", traffic.high(), traffic.critical(), traffic.critical());
		valid(traffic.batchTime().toMillis() > 0, "traffic.batch-time", traffic.batchTime(),
				"It has to be at least 1ms.");
		valid(traffic.share() >= 1 && traffic.share() <= 100, "traffic.share", traffic.share(),
				"Use a percentage from 1 to 100.");
	}

	private static void rising(String name, double high, double critical, Object value) {
		valid(high >= 0 && critical >= 0, name, value, "Neither it nor the lower bound must be negative.");
		valid(critical == 0 || critical >= high, name, value, "It must not be lower than the lower bound.");
	}

	private static double millis(Duration duration) {
		return duration.toMillis();
	}

	private static void valid(boolean valid, String name, Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + name, value, reason);
		}
	}

}
