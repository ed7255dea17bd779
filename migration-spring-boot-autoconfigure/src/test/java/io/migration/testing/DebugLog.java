// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Everything that a logger says at the level DEBUG, with stack traces.
 */
public final class DebugLog implements AutoCloseable {

	private final Logger logger;

	private final @Nullable Level level;

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			DebugLog.this.lines.add(event.getFormattedMessage());
			if (event.getThrowableProxy() != null) {
				DebugLog.this.lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
			}
		}

	};

	private DebugLog(String name) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
		this.level = this.logger.getLevel();
	}

	/**
	 * Begin to collect, and keep the lines from the console.
	 * @param name name of the logger
	 * @return the log, to be closed
	 */
	public static DebugLog of(String name) {
		DebugLog log = new DebugLog(name);
		log.appender.setContext(log.logger.getLoggerContext());
		log.appender.start();
		log.logger.addAppender(log.appender);
		log.logger.setAdditive(false);
		log.logger.setLevel(Level.DEBUG);
		return log;
	}

	/**
	 * Return what was said.
	 * @return all lines
	 */
	public String text() {
		return String.join("\n", this.lines);
	}

	@Override
	public void close() {
		this.logger.setLevel(this.level);
		this.logger.setAdditive(true);
		this.logger.detachAppender(this.appender);
		this.appender.stop();
	}

}
