// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Collects what this project logs, from all threads.
 */
public final class LogCapture implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.migration");

	private final Queue<String> messages = new ConcurrentLinkedQueue<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			LogCapture.this.messages.add(event.getFormattedMessage());
		}

	};

	private LogCapture() {
	}

	/**
	 * Begin to collect.
	 * @return the capture, to be closed
	 */
	public static LogCapture start() {
		LogCapture capture = new LogCapture();
		capture.appender.setContext(capture.logger.getLoggerContext());
		capture.appender.start();
		capture.logger.addAppender(capture.appender);
		return capture;
	}

	/**
	 * Return the messages so far, oldest first.
	 * @return the formatted messages
	 */
	public List<String> messages() {
		return List.copyOf(this.messages);
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.appender.stop();
	}

}
