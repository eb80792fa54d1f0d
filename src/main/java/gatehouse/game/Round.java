package gatehouse.game;

import akka.actor.typed.ActorRef;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.RunningGame.Attach;
import gatehouse.game.RunningGame.ForViewers;
import gatehouse.game.RunningGame.Join;
import gatehouse.game.RunningGame.Watch;
import gatehouse.game.Shelf.RunId;
import gatehouse.game.pty.Ptys;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.Survey;
import gatehouse.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A program that was started, and what its states share.
 *
 * @param how what it began with
 * @param waiting who waits for its end; grows until then
 */
record Round(
    GameDesk desk,
    PtyId pty,
    Shelf.Title title,
    How how,
    String term,
    Instant began,
    Console console,
    Pulse pulse,
    Tickets tickets,
    List<ActorRef<GameEnded>> waiting) {

  /** Whose files it is that the program writes. */
  RunId run() {
    return new RunId(
        title.id(),
        desk.assignment().open().player().folded(),
        desk.assignment().beginning().epoch());
  }

  /** Gives the player a ticket. */
  void admit(Open open) {
    open.replyTo()
        .tell(
            new Opened(
                desk.session(),
                open.request().equals(desk.assignment().open().request()) ? how : How.RETURNED,
                tickets.issue(),
                desk.assignment().address(),
                term));
  }

  /** Takes in whoever holds a good ticket; says whether it was one. */
  boolean attach(Attach attach) {
    if (!tickets.redeem(attach.ticket())) {
      attach.replyTo().tell(new Games.NotAdmitted());
      return false;
    }
    var attachment = console.attach(attach.size(), attach.shown());
    if (desk.assignment().beginning().way() == Beginning.Way.RECOVER && attachment.number() == 1) {
      console.tell(
          how == How.RECOVERED
              ? "Your last game crashed; this is what could be recovered of it."
              : "Nothing could be recovered of your last game; this is a new one.");
    }
    attach.replyTo().tell(new Games.Attached(PlayTunnel.of(desk.context().getSelf(), attachment)));
    return true;
  }

  /** Answers viewers and watchers. */
  void on(ForViewers asked) {
    var watchers = console.watchers();
    switch (asked) {
      case Join(var replyTo) ->
          replyTo.tell(
              watchers
                  .join()
                  .<Games.Joining>map(
                      ticket -> new Games.Joined(ticket, desk.assignment().address()))
                  .orElseGet(() -> new Games.TooMany("Too many people watch this game.")));
      case Watch(var ticket, var replyTo) ->
          replyTo.tell(
              watchers
                  .watch(ticket)
                  .<Games.Watching>map(
                      id -> new Games.Watched(WatchTunnel.of(desk.context().getSelf(), id)))
                  .orElseGet(Games.NotLetIn::new));
    }
  }

  /** Finds the program in a survey, and says what is to be done about it. */
  Advice lookAt(Survey survey) {
    var vitals = Optional.ofNullable(survey.programs().get(pty));
    vitals.ifPresent(seen -> count(pulse.moreCpu(seen.cpu())));
    var advice = pulse.feel(console.look(vitals, survey.crowding()));
    pulse
        .health()
        .filter(health -> vitals.isPresent())
        .ifPresent(health -> {
          desk.log().debug("Session {}: {}", desk.session(), health);
          desk.assignment().host().tell(new GameHost.Feels(desk.session(), health));
        });
    return advice;
  }

  /** The program has ended: what it had used and who knows it as it was stored. */
  ProcessEnd ended(Ptys.End end) {
    count(pulse.moreCpu(end.cpu()));
    return ProcessEnd.of(end, age(), pulse.peakMemory());
  }

  private void count(Duration cpu) {
    Meters.GAME_CPU.labelValues(title.id().value()).inc(cpu.toMillis() / 1000.0);
  }

  /** How long the program has run. */
  Duration age() {
    return Duration.between(began, desk.tools().clock().instant());
  }

  /** Hangs up on a program that may still run; afterwards its PTY is forgotten. */
  void letGo() {
    var ptys = desk.ptys();
    ptys.hangUp(pty).thenCompose(hungUp -> ptys.end(pty)).thenCompose(end -> ptys.release(pty));
  }
}
