package gatehouse.session;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.KillSwitches;
import akka.stream.Materializer;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.backend.Accounts;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.backend.Games.LiveGame;
import gatehouse.backend.Games.OfferedGame;
import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.OwnGames;
import gatehouse.backend.Pass;
import gatehouse.backend.SignedIn;
import gatehouse.line.Line;
import gatehouse.menu.Page;
import gatehouse.menu.Visitor;
import gatehouse.model.GameId;
import gatehouse.session.SshSession.AskForNewsAgain;
import gatehouse.session.SshSession.CatalogueTold;
import gatehouse.session.SshSession.Command;
import gatehouse.session.SshSession.EscapeTimedOut;
import gatehouse.session.SshSession.GoodbyeTimedOut;
import gatehouse.session.SshSession.HungUp;
import gatehouse.session.SshSession.IdleTooLong;
import gatehouse.session.SshSession.LiveGamesTold;
import gatehouse.session.SshSession.NewsEnded;
import gatehouse.session.SshSession.NotRenewed;
import gatehouse.session.SshSession.OwnGamesTold;
import gatehouse.session.SshSession.RefreshDue;
import gatehouse.session.SshSession.RenewalDue;
import gatehouse.session.SshSession.Renewed;
import gatehouse.session.SshSession.Resized;
import gatehouse.session.SshSession.Typed;
import gatehouse.spectate.Broadcasts;
import gatehouse.terminal.Key;
import gatehouse.terminal.KeyDecoder;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TerminalType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the states of one session share: the line, the services, the timers, and what the session
 * knows of its person. Used by one actor only.
 */
final class Desk {

  private static final Duration NEWS_PAUSE = Duration.ofSeconds(1);
  private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(10);
  private static final Duration REFRESH_PAUSE = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Line line;
  private final Accounts accounts;
  private final SessionServices services;
  private final KeyDecoder keyboard = new KeyDecoder();
  private final Instant since = Instant.now();

  private Optional<Materializer> materializer = Optional.empty();
  private Optional<Pass> pass = Optional.empty();
  private boolean ownPass;
  private Optional<List<OfferedGame>> offered = Optional.empty();

  /** What was offered once; the person may still have it running. */
  private List<OfferedGame> withdrawn = List.of();

  private OwnGames own = OwnGames.NONE;
  private int timesToldOwn;
  private List<LiveGame> live = List.of();
  private Optional<UniqueKillSwitch> liveNews = Optional.empty();

  Desk(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Line line,
      Accounts accounts,
      SessionServices services) {
    this.context = context;
    this.timers = timers;
    this.line = line;
    this.accounts = accounts;
    this.services = services;
  }

  /** Turns what happens on the line into messages. */
  Line.Listener ear() {
    var self = context.getSelf();
    return new Line.Listener() {
      @Override
      public void typed(ByteString keys) {
        self.tell(new Typed(keys));
      }

      @Override
      public void resized(TerminalSize size) {
        self.tell(new Resized(size));
      }

      @Override
      public void hungUp() {
        self.tell(new HungUp());
      }
    };
  }

  ActorContext<Command> context() {
    return context;
  }

  Line line() {
    return line;
  }

  Accounts accounts() {
    return accounts;
  }

  Games games() {
    return services.games();
  }

  ActorRef<Broadcasts.Command> broadcasts() {
    return services.broadcasts();
  }

  SessionSettings settings() {
    return services.settings();
  }

  List<String> bannerFor(Visitor visitor) {
    return services.banner().apply(visitor);
  }

  Instant since() {
    return since;
  }

  /** Puts bytes on the screen; a line that does not take them hangs up by itself. */
  void draw(byte[] bytes) {
    var _ = line.write(ByteString.fromArray(bytes));
  }

  /** Puts a page on the screen, in place of whatever it shows. */
  void show(Page page) {
    var size = line.size();
    draw(TerminalType.isDumb(line.term()) ? page.print(size) : page.draw(size));
  }

  /** The keys in what was typed, which is thereby dealt with. */
  List<Key> decode(ByteString typed) {
    var keys = keyboard.decode(typed.toArray());
    line.consumed(typed.length());
    if (keyboard.pending()) {
      timers.startSingleTimer(new EscapeTimedOut(), settings().escapeTimeout());
    }
    return keys;
  }

  /** The keys in what was typed and never finished. */
  List<Key> flushKeys() {
    return keyboard.flush();
  }

  // The person

  Optional<Pass> pass() {
    return pass;
  }

  /** Whose session it is, as logs and menus show it. */
  Optional<String> name() {
    return pass.map(held -> held.name().value());
  }

  /** Somebody has signed in at a menu of this session, and is signed out with it. */
  void signedIn(SignedIn who) {
    ownPass = true;
    holds(new Pass(who));
  }

  /** Somebody has come in with a sign-in that is not this session's to end. */
  void holds(Pass held) {
    pass = Optional.of(held);
    renewLater(held.renewIn());
    context.getLog().info("{} signed in from {}", held.name(), line.peer());
    followNews(NewsEnded.Source.CATALOGUE);
    followNews(NewsEnded.Source.OWN_GAMES);
  }

  /** The person is nobody from now on; says so to the Auth Service, without waiting. */
  void signOut() {
    if (ownPass) {
      pass.ifPresent(held -> held.signOut(accounts()));
    }
    forget();
  }

  private void forget() {
    pass = Optional.empty();
    ownPass = false;
    own = OwnGames.NONE;
    timesToldOwn = 0;
    timers.cancel(new RenewalDue());
  }

  void renew() {
    pass.ifPresent(held -> whenAnswered(held.renew(accounts()), Renewed::new, NotRenewed::new));
  }

  void onRenewed() {
    pass.ifPresent(held -> renewLater(held.renewIn()));
  }

  void onNotRenewed(BackendFailure why) {
    switch (why) {
      case BackendFailure.Unavailable away -> renewLater(RENEWAL_PAUSE);
      case BackendFailure.Refused revoked -> forget();
    }
  }

  private void renewLater(Duration pause) {
    timers.startSingleTimer(new RenewalDue(), pause);
  }

  // What the services tell

  /** All games of the catalogue, as last told; empty before that. */
  Optional<List<OfferedGame>> offered() {
    return offered;
  }

  /** The person's games that run or have a save, as last told. */
  OwnGames own() {
    return own;
  }

  /** A game's name for people. */
  String nameOf(GameId game) {
    return Stream.concat(offered.stream().flatMap(List::stream), withdrawn.stream())
        .filter(entry -> entry.id().equals(game))
        .findFirst()
        .map(OfferedGame::name)
        .orElse(game.value());
  }

  void onCatalogue(List<OfferedGame> told) {
    withdrawn =
        Stream.concat(offered.stream().flatMap(List::stream), withdrawn.stream())
            .filter(game -> told.stream().noneMatch(now -> now.id().equals(game.id())))
            .toList();
    offered = Optional.of(told);
  }

  void onOwnGames(OwnGames told) {
    if (pass.isPresent()) {
      own = told;
      timesToldOwn++;
    }
  }

  /** Whether it has been told once how the person's games stand. */
  boolean hearsOfOwnGamesFirst() {
    return timesToldOwn == 1;
  }

  /** Whether it is known how the person's games stand. */
  boolean knowsOwnGames() {
    return timesToldOwn > 0;
  }

  /** The person's game of this id as it stands, unless it neither runs nor has a save. */
  Optional<OwnGame> ownGame(GameId game) {
    return own.games().stream().filter(one -> one.id().equals(game)).findFirst();
  }

  /** The games that run anywhere, as last told since {@link #followLiveGames}. */
  List<LiveGame> live() {
    return live;
  }

  void onLiveGames(List<LiveGame> told) {
    live = told;
  }

  /** Has the session told which games run, and once a second that time goes by. */
  void followLiveGames() {
    timers.startTimerWithFixedDelay(new RefreshDue(), REFRESH_PAUSE);
    followNews(NewsEnded.Source.LIVE_GAMES);
  }

  /** Ends what {@link #followLiveGames} began. */
  void leaveLiveGames() {
    timers.cancel(new RefreshDue());
    timers.cancel(new AskForNewsAgain(NewsEnded.Source.LIVE_GAMES));
    liveNews.ifPresent(UniqueKillSwitch::shutdown);
    liveNews = Optional.empty();
  }

  void askForNewsLater(NewsEnded.Source source) {
    timers.startSingleTimer(new AskForNewsAgain(source), NEWS_PAUSE);
  }

  void followNews(NewsEnded.Source source) {
    switch (source) {
      case CATALOGUE ->
          pass.ifPresent(held -> follow(games().catalogue(), CatalogueTold::new, source));
      case OWN_GAMES ->
          pass.ifPresent(held -> follow(games().mine(held.access()), OwnGamesTold::new, source));
      case LIVE_GAMES -> liveNews = Optional.of(follow(games().live(), LiveGamesTold::new, source));
    }
  }

  private <T> UniqueKillSwitch follow(
      Source<T, NotUsed> news, Function<T, Command> told, NewsEnded.Source source) {
    var self = context.getSelf();
    var running =
        news.conflate((older, newer) -> newer)
            .viaMat(KillSwitches.single(), Keep.right())
            .toMat(Sink.foreach(item -> self.tell(told.apply(item))), Keep.both())
            .run(streams());
    context.pipeToSelf(running.second(), (done, failure) -> new NewsEnded(source));
    return running.first();
  }

  /** What the session's streams run on, and end with; made when the first one is. */
  private Materializer streams() {
    var running = materializer.orElseGet(() -> Materializer.createMaterializer(context));
    materializer = Optional.of(running);
    return running;
  }

  // Waiting

  /** Turns a backend's answer, either way, into a message to this session. */
  <T> void whenAnswered(
      CompletionStage<T> answer,
      Function<T, Command> answered,
      Function<BackendFailure, Command> failed) {
    context.pipeToSelf(
        answer,
        (value, failure) ->
            failure == null ? answered.apply(value) : failed.apply(BackendFailure.of(failure)));
  }

  void restartIdleTimer() {
    timers.startSingleTimer(new IdleTooLong(), settings().idleTimeout());
  }

  void stopIdleTimer() {
    timers.cancel(new IdleTooLong());
  }

  void startGoodbyeTimer() {
    timers.startSingleTimer(new GoodbyeTimedOut(), GOODBYE);
  }
}
