package gatehouse.ssh;

import static java.util.Objects.requireNonNull;

import akka.Done;
import akka.util.ByteString;
import gatehouse.telemetry.Meters;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelAsyncOutputStream;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.channel.throttle.ChannelStreamWriterResolver;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.apache.sshd.server.session.ServerSession;

/**
 * A session channel (RFC 4254, 6): {@code pty-req} and then {@code shell} makes it a {@link
 * gatehouse.line.Line}, and {@code env} before it says more of the terminal. Whoever wants anything
 * else of it is told so in one line, with exit status 64, or refused. Signals are ignored.
 */
final class SshChannel extends AbstractServerChannel {

  /** What {@code sysexits.h} calls a usage error. */
  private static final int USAGE = 64;

  private static final int UNAVAILABLE = 1;

  private static final ByteString NEEDS_TERMINAL =
      ByteString.fromString("gatehouse needs a terminal: connect with ssh -t\r\n");
  private static final ByteString RUNS_NOTHING =
      ByteString.fromString("gatehouse runs no commands: connect without one to play\r\n");
  private static final ByteString NO_MOSH =
      ByteString.fromString(
          "gatehouse has no mosh: connect with ssh; a game goes on when a connection breaks\r\n");

  /** No larger packets are sent, however large the client would take. */
  private static final long LARGEST_PACKET = 32 * 1024;

  /**
   * OpenSSH's client makes room again when its terminal has taken three packets of 32 KiB; while
   * these are under way as much again may be. Other clients may wait for half of the window.
   */
  private static final long OPEN_SSH_SILENT = 192 * 1024;

  private static final String OPEN_SSH = "SSH-2.0-OpenSSH";

  /** Makes a channel whenever a client opens a session. */
  record Opener(SshSettings settings, Callers callers, Executor executor)
      implements ChannelFactory {

    @Override
    public String getName() {
      return "session";
    }

    @Override
    public Channel createChannel(Session session) {
      return new SshChannel(this);
    }
  }

  private final SshSettings settings;
  private final Callers callers;
  private final ChannelAsyncOutputStream screen;
  private final ChannelAsyncOutputStream errors;
  private final SshOutput screenOutput;
  private final SshOutput errorOutput;
  private final SshLine line;
  private final SshEnvironment environment;
  private final SshReceipts receipts = new SshReceipts(this::isReading);

  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AtomicBoolean goodbyeSaid = new AtomicBoolean();
  private boolean hasTerminal;
  private boolean inUse;
  private boolean arrived;

  private SshChannel(Opener opener) {
    super(null);
    settings = opener.settings();
    callers = opener.callers();
    setChannelStreamWriterResolver(ChannelStreamWriterResolver.NONE);
    screen = new ChannelAsyncOutputStream(this, SshConstants.SSH_MSG_CHANNEL_DATA);
    errors = new ChannelAsyncOutputStream(this, SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA);
    screenOutput = output(screen, opener.executor());
    errorOutput = output(errors, opener.executor());
    line = new SshLine(this, screenOutput);
    environment = new SshEnvironment(settings.environment());
  }

  private SshOutput output(ChannelAsyncOutputStream stream, Executor executor) {
    return new SshOutput(
        stream, executor, settings.outputLimit(), this::sayGoodbye, this::onOverflow);
  }

  /** The client's address and port. */
  String peer() {
    return Plain.address(((ServerSession) getSession()).getClientAddress());
  }

  /** Lets the client send {@code bytes} more. */
  void release(int bytes) {
    try {
      if (!isClosing()) {
        getLocalWindow().release(bytes);
      }
    } catch (IOException gone) {
      close(true);
    }
  }

  /** See {@link gatehouse.line.Line#received}. */
  CompletionStage<Done> received() {
    return ((SshConnection) service).ask().thenCompose(answered -> receipts.whenRead());
  }

  /**
   * Whether what the client has not taken out of its window is no more than it may have taken
   * without saying so.
   */
  private boolean isReading() {
    var window = getRemoteWindow();
    long silent = window.getMaxSize() / 2;
    return window.getMaxSize() - window.getSize()
        <= (getSession().getClientVersion().startsWith(OPEN_SSH)
            ? Math.min(silent, OPEN_SSH_SILENT)
            : silent);
  }

  /**
   * Sends what was written, or as much as can be sent in time, then the exit status, and closes.
   */
  void hangUp(SshOutput output, int exitStatus) {
    if (!leaving.getAndSet(true) && !isClosing()) {
      after(settings.goodbye(), () -> sayGoodbye(exitStatus));
      output.leave(exitStatus);
    }
  }

  private void sayGoodbye(int exitStatus) {
    if (goodbyeSaid.getAndSet(true)) {
      return;
    }
    // A client that never closes its side would keep the channel.
    after(settings.goodbye(), () -> close(true));
    try {
      sendExitStatus(exitStatus);
      sendEof();
      close(false);
    } catch (IOException gone) {
      close(true);
    }
  }

  /** Has {@code task}, which must not block, run later unless the channel is closed by then. */
  void after(Duration pause, Runnable task) {
    var timer = getSession().getFactoryManager().getScheduledExecutorService();
    if (!timer.isShutdown()) {
      var later = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
      addCloseFutureListener(closed -> later.cancel(false));
    }
  }

  private void onOverflow() {
    log.warn("{} is hung up on: more output waits than gatehouse.ssh.output-limit", peer());
    close(true);
  }

  @Override
  public OpenFuture open(long recipient, long window, long packet, Buffer details) {
    return super.open(recipient, window, Math.min(packet, LARGEST_PACKET), details);
  }

  @Override
  protected void handleChannelRequest(String request, boolean wantReply, Buffer details)
      throws IOException {
    boolean granted =
        switch (request) {
          case "pty-req" -> onTerminal(details);
          case "window-change" -> onResized(details);
          case "env" -> !inUse && environment.accept(details.getBytes(), details.getBytes());
          case "shell", "exec" -> claim();
          default -> false;
        };
    var result = granted ? RequestHandler.Result.ReplySuccess : RequestHandler.Result.ReplyFailure;
    sendResponse(details, request, result, wantReply);
    if (granted && request.equals("shell")) {
      onShell();
    } else if (granted && request.equals("exec")) {
      onCommand(details.getString());
    }
  }

  /** mosh's client begins with a command of its own. */
  private void onCommand(String command) {
    if (command.startsWith("mosh-server")) {
      turnAway(errorOutput, NO_MOSH, UNAVAILABLE);
    } else {
      turnAway(errorOutput, RUNS_NOTHING, USAGE);
    }
  }

  private boolean onTerminal(Buffer details) {
    if (hasTerminal || inUse) {
      return false;
    }
    hasTerminal = true;
    line.terminalIs(Plain.term(details.getBytes()), size(details));
    return true;
  }

  private boolean onResized(Buffer details) {
    line.onResized(size(details));
    return true;
  }

  private static TerminalSize size(Buffer details) {
    return TerminalSize.sanitized(details.getUInt(), details.getUInt());
  }

  private boolean claim() {
    boolean first = !inUse;
    inUse = true;
    return first;
  }

  private void onShell() {
    var session = getSession();
    if (hasTerminal) {
      arrived = true;
      line.environmentIs(environment.variables());
      callers.arrived(
          line,
          requireNonNull(session.getAttribute(SignIn.ACCOUNTS)),
          Optional.ofNullable(session.getAttribute(SignIn.PASS)),
          session.getUsername());
    } else {
      turnAway(screenOutput, NEEDS_TERMINAL, USAGE);
    }
  }

  private void turnAway(SshOutput output, ByteString why, int status) {
    output.write(why);
    hangUp(output, status);
  }

  @Override
  public void handleData(Buffer message) throws IOException {
    requireComplete(message, 0);
    super.handleData(message);
  }

  @Override
  public void handleExtendedData(Buffer message) throws IOException {
    requireComplete(message, Integer.BYTES);
    super.handleExtendedData(message);
  }

  /** MINA would take what is missing from whatever was in the buffer before. */
  private static void requireComplete(Buffer message, int before) throws SshException {
    int start = message.rpos();
    message.rpos(start + before);
    long claimed = message.getUInt();
    if (claimed > message.available()) {
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "data is longer than its packet");
    }
    message.rpos(start);
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) {
    // What nobody will ever read is not kept, and uses up the window for good.
    if (arrived && !isClosing()) {
      Meters.BYTES_IN.inc(length);
      line.onTyped(ByteString.fromArray(data, offset, (int) length));
    }
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) {
    release((int) length);
  }

  @Override
  public void handleEof() {
    // Whoever has nothing more to type may still be watching.
  }

  @Override
  public void handleWindowAdjust(Buffer details) throws IOException {
    super.handleWindowAdjust(details);
    screen.onWindowExpanded();
    errors.onWindowExpanded();
    receipts.onWindowExpanded();
  }

  @Override
  protected void preClose() {
    line.onClosed();
    errorOutput.closed();
    receipts.closed();
    super.preClose();
  }

  @Override
  protected Closeable getInnerCloseable() {
    // Not gracefully: that would wait for a window that may never open again.
    return builder()
        .run(toString(), () -> screen.close(true))
        .run(toString(), () -> errors.close(true))
        .close(super.getInnerCloseable())
        .build();
  }
}
