package gatehouse.game;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.stream.Attributes;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.typed.javadsl.ActorSink;
import akka.util.ByteString;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.Notice;
import gatehouse.game.RunningGame.Acknowledged;
import gatehouse.game.RunningGame.AttachmentId;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.FromPty;
import gatehouse.game.RunningGame.FromTunnel;
import gatehouse.game.RunningGame.FromWatcher;
import gatehouse.game.RunningGame.InputOpened;
import gatehouse.game.RunningGame.KeysTaken;
import gatehouse.game.RunningGame.NoticeDue;
import gatehouse.game.RunningGame.OutputClosed;
import gatehouse.game.RunningGame.OutputFailed;
import gatehouse.game.RunningGame.OutputOpened;
import gatehouse.game.RunningGame.Resized;
import gatehouse.game.RunningGame.Shown;
import gatehouse.game.RunningGame.TunnelClosed;
import gatehouse.game.RunningGame.TunnelOpened;
import gatehouse.game.RunningGame.TunnelStalled;
import gatehouse.game.RunningGame.Typed;
import gatehouse.game.RunningGame.Wrote;
import gatehouse.game.pty.Ptys.Chunk;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.Vitals;
import gatehouse.game.saves.Progress;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one running game, between its PTY and whoever is attached.
 *
 * <pre>
 *            ┌──▶ screen ──▶ repaint ──┬──▶ watchers
 *   pty ──▶ held                       ├──▶ attached tunnel (and those taking their leave)
 *    ▲       └──▶ ring ──▶ output ─────┘            │
 *    └───────────────── typing ◀────────────────────┘
 * </pre>
 *
 * <p>The ring is the only buffer: a tunnel is given what has gathered there since the last time, at
 * once if it waits, and the PTY is read on as long as nothing is overwritten that the attached
 * tunnel was not given; what watchers were given is nothing to it. With nobody attached, the PTY is
 * read on. Keys are {@link Typing}'s. Owned by one actor, whose messages it handles.
 */
final class Console {

  private static final Logger log = LoggerFactory.getLogger(Console.class);
  private static final Acknowledged NEXT = new Acknowledged();

  private static final Duration NOTICE_AGAIN = Duration.ofSeconds(1);

  private final GameDesk desk;
  private final PtyId pty;
  private final OutputRing ring;
  private final Screen screen;
  private final Watchers watchers;
  private final Showcase showcase;
  private final LookBack lookBack;
  private final Map<AttachmentId, Attachment> attachments = new LinkedHashMap<>();

  private final Typing typing;

  private TerminalSize size;
  private ByteString held = ByteString.emptyByteString();
  private ActorRef<Acknowledged> writer;
  private boolean waits = true;
  private Instant wroteAt = Instant.MIN;
  private Instant attachedAt = Instant.MIN;
  private boolean closed;
  private long attachmentsEver;

  private Console(GameDesk desk, PtyId pty, Shelf.Title title, Showcase showcase) {
    this.desk = desk;
    this.lookBack = new LookBack(title.progress());
    this.pty = pty;
    this.showcase = showcase;
    this.size = desk.assignment().open().size();
    this.ring = new OutputRing(desk.settings().ring());
    this.screen = new Screen(size);
    this.watchers = new Watchers(desk, ring, screen);
    this.typing = new Typing(desk, pty, this::isAttached, () -> lookBack.add(screen.frame()));
    this.writer = desk.context().getSystem().ignoreRef();
  }

  /** Starts to read the PTY of a game that began like this. */
  static Console open(GameDesk desk, PtyId pty, Shelf.Title title, Games.How how) {
    var console = new Console(desk, pty, title, new Showcase(desk, title, how));
    var materializer = Materializer.createMaterializer(desk.context());
    desk.ptys().read(pty, 0).runWith(console.output(), materializer);
    return console;
  }

  private Sink<Chunk, ?> output() {
    return ActorSink.<Chunk, Command, Acknowledged>actorRefWithBackpressure(
            desk.context().getSelf(),
            (replyTo, chunk) -> new Wrote(chunk, replyTo),
            OutputOpened::new,
            NEXT,
            new OutputClosed(),
            OutputFailed::new)
        .addAttributes(Attributes.inputBuffer(1, 1))
        .named("pty-output");
  }

  /** Whether somebody is attached. */
  boolean isAttached() {
    return attachments.values().stream().anyMatch(Attachment::isAttached);
  }

  /** Whether nobody is owed anything any more. */
  boolean isDeserted() {
    return attachments.isEmpty() && watchers.isDeserted();
  }

  /** What this has to say about how the game does. */
  Pulse.Look look(Optional<Vitals> vitals, double crowding) {
    return new Pulse.Look(
        desk.tools().clock().instant(),
        vitals,
        crowding,
        typing.latest(),
        wroteAt,
        isAttached() ? Optional.of(attachedAt) : Optional.empty(),
        typing.unread());
  }

  /** Those who watch. */
  Watchers watchers() {
    return watchers;
  }

  /** Whether the last byte has been read, and kept. */
  boolean isDrained() {
    return closed && held.isEmpty();
  }

  /** Whether output waits for the attached tunnel. */
  boolean isHeldUp() {
    return !held.isEmpty();
  }

  /** Whether the game ever wrote anything. */
  boolean hasOutput() {
    return ring.end() > 0;
  }

  /** From now on keys are dropped. */
  void takeNoMoreKeys() {
    if (typing.takeNoMore()) {
      lookBack.add(screen.frame());
    }
  }

  /** How far the game had come at the last keys that it took, and when it took no more. */
  Progress progress() {
    return lookBack.progress();
  }

  /** From now on the game is never made to wait for its player's terminal. */
  void waitForNobody() {
    waits = false;
    absorb();
  }

  /** Tells whoever is attached. */
  void tell(String line) {
    attachments.values().forEach(attachment -> attachment.owe(new Notice(line)));
    serve();
  }

  /** Tells whoever is attached that it is over, after the last byte. */
  void sayFarewell(Ended ended) {
    attachments.values().forEach(attachment -> attachment.sayFarewell(ended));
    serve();
    watchers.sayFarewell(ended);
  }

  /** A new attachment, which ends the one before. */
  AttachmentId attach(TerminalSize terminal, OptionalLong shown) {
    var takenOver = new Ended(Ending.TAKEN_OVER, "Your game has moved to another terminal.");
    attachments.values().forEach(attachment -> attachment.dismiss(takenOver));
    serve();
    boolean resized = resize(terminal);
    attachedAt = desk.tools().clock().instant();
    var id = new AttachmentId(++attachmentsEver);
    attachments.put(
        id,
        new Attachment(
            id, resized ? OptionalLong.empty() : shown, desk.context().getSystem().ignoreRef()));
    watchFor(id);
    show();
    return id;
  }

  /** Handles what a watcher has to say. */
  void on(FromWatcher message) {
    watchers.on(message);
    show();
  }

  /** Puts what has changed into lists of running games. */
  private void show() {
    showcase.show(size, isAttached(), watchers.viewers());
  }

  /** Handles what the PTY has to say. */
  void on(FromPty message) {
    switch (message) {
      case OutputOpened(var replyTo) -> replyTo.tell(NEXT);
      case Wrote wrote -> onWrote(wrote);
      case OutputClosed() -> closed = true;
      case OutputFailed(Throwable why) -> throw new IllegalStateException("PTY unreadable", why);
      case KeysTaken keys -> {
        if (typing.on(keys)) {
          tell("The game takes no keys at the moment; they were dropped.");
        }
      }
    }
  }

  /** Handles what a tunnel has to say, whether it is the attached one or not. */
  void on(FromTunnel message) {
    switch (message) {
      case TunnelOpened opened -> onOpened(opened);
      case Shown(AttachmentId id) -> onShown(id);
      case InputOpened(AttachmentId id, var replyTo) -> replyTo.tell(NEXT);
      case Typed typed -> onTyped(typed);
      case Resized resized -> onResized(resized);
      case NoticeDue(AttachmentId id) -> onNoticeDue(id);
      case TunnelClosed(AttachmentId id) -> drop(id);
      case TunnelStalled(AttachmentId id) -> onStalled(id);
    }
    absorb();
    show();
  }

  private void onWrote(Wrote wrote) {
    held = wrote.chunk().bytes();
    wroteAt = desk.tools().clock().instant();
    writer = wrote.replyTo();
    absorb();
  }

  /** Moves what the PTY wrote to ring and screen, as far as the attached tunnel has kept up. */
  private void absorb() {
    while (!held.isEmpty()) {
      int length = Math.min(held.length(), room());
      if (length == 0) {
        return;
      }
      var bytes = held.take(length).toArrayUnsafe();
      held = held.drop(length);
      ring.append(bytes, 0, length);
      screen.feed(bytes, 0, length);
      serve();
      watchers.serve();
      showcase.wrote();
    }
    writer.tell(NEXT);
    writer = desk.context().getSystem().ignoreRef();
  }

  private int room() {
    if (!waits) {
      return Integer.MAX_VALUE;
    }
    if (attachments.values().stream().anyMatch(reader -> reader.isAboutToNotice(ring, screen))) {
      return 0;
    }
    return attachments.values().stream()
        .filter(Attachment::isReading)
        .mapToInt(reader -> ring.capacity() - (int) (ring.end() - reader.given()))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private void serve() {
    attachments.values().forEach(this::serve);
  }

  private void serve(Attachment attachment) {
    if (attachment.give(ring, screen, desk.settings().outputChunk())) {
      watchFor(attachment.id());
    }
    var due = new NoticeDue(attachment.id());
    if (attachment.isNoticed() && !desk.timers().isTimerActive(due)) {
      desk.timers().startSingleTimer(due, betweenNotices());
    }
  }

  /** How often a notice is drawn again while it is to be seen. */
  private Duration betweenNotices() {
    var all = desk.settings().noticeTime();
    return all.compareTo(NOTICE_AGAIN) < 0 ? all : NOTICE_AGAIN;
  }

  private void onNoticeDue(AttachmentId id) {
    var attachment = attachments.get(id);
    if (attachment != null) {
      attachment.noticeDue((int) desk.settings().noticeTime().dividedBy(betweenNotices()));
      serve(attachment);
    }
  }

  private void watchFor(AttachmentId id) {
    desk.timers().startSingleTimer(id, new TunnelStalled(id), desk.settings().stallTimeout());
  }

  private void onOpened(TunnelOpened opened) {
    var attachment = attachments.get(opened.attachment());
    if (attachment == null) {
      opened.tunnel().tell(new RunningGame.Cut());
      return;
    }
    desk.timers().cancel(attachment.id());
    attachment.open(opened.tunnel(), ring);
    serve(attachment);
  }

  private void onShown(AttachmentId id) {
    var attachment = attachments.get(id);
    if (attachment != null) {
      desk.timers().cancel(id);
      attachment.ready();
      serve(attachment);
      if (attachment.isDone()) {
        drop(id);
      }
    }
  }

  private void onStalled(AttachmentId id) {
    var attachment = attachments.get(id);
    if (attachment != null) {
      desk.log().debug("Attachment {} has stalled", id.number());
      attachment.cut();
      drop(id);
    }
  }

  private void drop(AttachmentId id) {
    desk.timers().cancel(id);
    desk.timers().cancel(new NoticeDue(id));
    attachments.remove(id);
  }

  private boolean isAttached(AttachmentId id) {
    var attachment = attachments.get(id);
    return attachment != null && attachment.isAttached();
  }

  private void onTyped(Typed typed) {
    var attachment = attachments.get(typed.attachment());
    if (attachment != null) {
      attachment.typed();
      serve(attachment);
    }
    typing.on(typed);
  }

  private void onResized(Resized resized) {
    if (isAttached(resized.attachment())) {
      resize(resized.size());
    }
    resized.replyTo().tell(NEXT);
  }

  /** Says whether the size is another one than before. */
  private boolean resize(TerminalSize to) {
    if (to.equals(size)) {
      return false;
    }
    size = to;
    screen.resize(to);
    watchers.resized();
    desk.ptys().resize(pty, to).whenComplete(Console::logIfFailed);
    return true;
  }

  private static void logIfFailed(Done done, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn("A PTY could not be resized: {}", failure.getMessage());
    }
  }
}
