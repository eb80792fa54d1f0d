package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** All that is logged from now on, at the levels that the server has too. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Pattern RAW = Pattern.compile("[^ -~]");
  private static final int LONGEST = 500;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

  static LogWatch begin() {
    var watch = new LogWatch();
    watch.setContext(watch.root.getLoggerContext());
    watch.start();
    watch.root.addAppender(watch);
    return watch;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  /** No stack trace, no byte of a stranger as it came, and nothing endless, since the last time. */
  void isClean() {
    for (var event = events.poll(); event != null; event = events.poll()) {
      var line = event.getFormattedMessage();
      assertThat(event.getThrowableProxy()).as(line).isNull();
      assertThat(line).doesNotContainPattern(RAW).hasSizeLessThan(LONGEST);
    }
  }

  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }
}
