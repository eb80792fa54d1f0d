package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import gatehouse.game.Administration.NotReloaded;
import gatehouse.game.Administration.Reloaded;
import gatehouse.game.Administration.Reloading;
import gatehouse.game.Games.Offer;
import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.telemetry.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Keeps a node's catalogue as its source has it, and tells whoever watches what is on offer.
 *
 * <p>It looks at the source time and again, and reads it when two looks in a row find the same
 * change, so that a file is not read while it is written. A catalogue is taken whole or not at all:
 * one that is refused leaves the old one in place until the source changes again. What is missing
 * for games may come and go without a change of the source, and is looked at less often.
 */
final class Curator extends AbstractOnMessageBehavior<Curator.Command> {

  sealed interface Command {}

  /** Tells {@code watcher} what is on offer now and at each change, until it is gone. */
  record Watch(ActorRef<List<Offer>> watcher) implements Command {}

  /** Reads the source, changed or not. */
  record Reload(ActorRef<Reloading> replyTo) implements Command {}

  private record LookDue() implements Command {}

  private record LookedAt(String print) implements Command {}

  private record RecheckDue() implements Command {}

  private record Read(String print, Catalogue catalogue) implements Command {}

  private record Refused(String print, String problem) implements Command {}

  /** In answer to question {@code number}, of which later ones have later answers. */
  private record OffersFound(long number, List<Offer> offers, List<ActorRef<Reloading>> askers)
      implements Command {}

  private record Failed(Throwable why) implements Command {}

  private record Left(ActorRef<List<Offer>> watcher) implements Command {}

  /**
   * What it works with.
   *
   * @param blocking where the source may block
   */
  record Tools(
      CatalogueSource source,
      LiveShelf shelf,
      ActorRef<Lobby.Command> lobby,
      Executor blocking,
      CurationSettings settings) {}

  private final TimerScheduler<Command> timers;
  private final Tools tools;
  private final Set<ActorRef<List<Offer>>> watchers = new HashSet<>();

  /** Of what was read last, and of a change that is not confirmed yet. */
  private String print;

  private String changed;

  private boolean reading;
  private List<ActorRef<Reloading>> askers = List.of();
  private List<ActorRef<Reloading>> nextAskers = new ArrayList<>();
  private Optional<List<Offer>> offers = Optional.empty();
  private long asked;
  private long answered;

  private Curator(
      ActorContext<Command> context, TimerScheduler<Command> timers, Tools tools, String print) {
    super(context);
    this.timers = timers;
    this.tools = tools;
    this.print = print;
    this.changed = print;
  }

  /**
   * Begins with what is on the shelf.
   *
   * @param print the source's, from before that was read
   */
  static Behavior<Command> create(Tools tools, String print) {
    return Behaviors.setup(context -> {
      context.setLoggerName(Curator.class);
      return Behaviors.withTimers(timers -> {
        var curator = new Curator(context, timers, tools, print);
        timers.startTimerWithFixedDelay(new RecheckDue(), tools.settings().recheck());
        curator.lookIn(tools.settings().look());
        curator.askForOffers(List.of());
        return curator;
      });
    });
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Watch(var watcher) -> onWatch(watcher);
      case Left(var watcher) -> watchers.remove(watcher);
      case Reload(var replyTo) -> onReload(replyTo);
      case LookDue() -> look();
      case LookedAt(String found) -> onLookedAt(found);
      case RecheckDue() -> askForOffers(List.of());
      case Read(String found, Catalogue catalogue) -> onRead(found, catalogue);
      case Refused(String found, String problem) -> onRefused(found, problem);
      case OffersFound found -> onOffersFound(found);
      case Failed(Throwable why) -> onFailed(why);
    }
    return this;
  }

  private void onWatch(ActorRef<List<Offer>> watcher) {
    watchers.add(watcher);
    getContext().watchWith(watcher, new Left(watcher));
    offers.ifPresent(watcher::tell);
  }

  private void lookIn(Duration pause) {
    timers.startSingleTimer(new LookDue(), pause);
  }

  private void look() {
    if (!reading) {
      pipe(CompletableFuture.supplyAsync(tools.source()::print, tools.blocking()), LookedAt::new);
    }
  }

  private void onLookedAt(String found) {
    if (reading) {
      return; // it looks again when it has read
    }
    if (found.equals(print)) {
      changed = print;
      lookIn(tools.settings().look());
    } else if (found.equals(changed)) {
      read();
    } else {
      changed = found;
      lookIn(tools.settings().settle());
    }
  }

  /** What is read must not be older than the question. */
  private void onReload(ActorRef<Reloading> replyTo) {
    nextAskers.add(replyTo);
    if (!reading) {
      read();
    }
  }

  private void read() {
    reading = true;
    askers = nextAskers;
    nextAskers = new ArrayList<>();
    pipe(CompletableFuture.supplyAsync(this::readNow, tools.blocking()), outcome -> outcome);
  }

  private Command readNow() {
    var before = tools.source().print();
    try {
      return new Read(before, tools.source().read());
    } catch (RuntimeException mistake) {
      // Whatever it is, the old catalogue is better than none.
      return new Refused(before, String.valueOf(mistake.getMessage()));
    }
  }

  private void onRead(String found, Catalogue catalogue) {
    Meters.CATALOGUE_TAKEN.inc();
    Meters.CATALOGUE_REFUSED_NOW.set(0);
    var before = tools.shelf().catalogue();
    if (!catalogue.equals(before)) {
      tools.shelf().take(catalogue);
      tools.shelf().makeReady();
      tools.lobby().tell(new Lobby.CatalogueChanged());
      getContext().getLog().info("Catalogue reloaded: {}", catalogue.changesSince(before));
    }
    askForOffers(askers);
    finish(found);
  }

  private void onRefused(String found, String problem) {
    Meters.CATALOGUE_REFUSED.inc();
    Meters.CATALOGUE_REFUSED_NOW.set(1);
    getContext().getLog().warn("Catalogue refused, the old one is kept: {}", problem);
    askers.forEach(asker -> asker.tell(new NotReloaded(problem)));
    finish(found);
  }

  private void finish(String found) {
    reading = false;
    print = found;
    changed = found;
    askers = List.of();
    if (nextAskers.isEmpty()) {
      lookIn(tools.settings().look());
    } else {
      read();
    }
  }

  private void askForOffers(List<ActorRef<Reloading>> askers) {
    long number = ++asked;
    pipe(tools.shelf().offers(), found -> new OffersFound(number, found, askers));
  }

  private void onOffersFound(OffersFound found) {
    found.askers().forEach(asker -> asker.tell(new Reloaded(found.offers())));
    if (found.number() < answered) {
      return;
    }
    answered = found.number();
    if (!offers.equals(Optional.of(found.offers()))) {
      boolean first = offers.isEmpty();
      offers = Optional.of(found.offers());
      watchers.forEach(watcher -> watcher.tell(found.offers()));
      if (!first) {
        tools.shelf().makeReady();
      }
    }
  }

  private void onFailed(Throwable why) {
    getContext().getLog().warn("The catalogue cannot be looked at: {}", why.toString());
    if (reading) {
      finish(print);
    } else {
      lookIn(tools.settings().look());
    }
  }

  private <T> void pipe(CompletionStage<T> stage, Function<T, Command> message) {
    getContext()
        .pipeToSelf(
            stage,
            (value, failure) -> failure == null ? message.apply(value) : new Failed(failure));
  }
}
