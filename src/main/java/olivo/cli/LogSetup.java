package olivo.cli;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import org.slf4j.Logger;

/**
 * How Olivo logs as long as no run directory is known: warnings go to the terminal, or what the
 * system property {@code olivo.terminal.level} says. A file named by {@code
 * logback.configurationFile} takes the place of all this. Written in Java since to read it from XML
 * takes a tenth of a second of every start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** The appender of the terminal. */
  static final String TERMINAL = "TERMINAL";

  /** Made by Logback. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getStatusManager().add(new NopStatusListener());
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    // It warns of what other writers of HDF5 leave unused.
    context.getLogger("io.jhdf").setLevel(Level.ERROR);
    root.addAppender(terminal(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> terminal(LoggerContext context) {
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(System.getProperty("olivo.terminal.level", Level.WARN.toString()));
    filter.start();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%-5level %msg%n%nopex");
    encoder.start();
    ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
    terminal.setContext(context);
    terminal.setName(TERMINAL);
    terminal.setTarget("System.err");
    terminal.addFilter(filter);
    terminal.setEncoder(encoder);
    terminal.start();
    return terminal;
  }
}
