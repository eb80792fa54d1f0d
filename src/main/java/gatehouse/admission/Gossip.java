package gatehouse.admission;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ddata.Key;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.LWWMapKey;
import akka.cluster.ddata.LWWRegister;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.ddata.typed.javadsl.Replicator.SubscribeResponse;
import akka.cluster.ddata.typed.javadsl.Replicator.UpdateResponse;
import akka.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a network has done at one gateway keeps it out at all of them: strong penalties are told to
 * the cluster, by Akka Distributed Data.
 *
 * <p>They are in a fixed number of maps of so many networks each, from a network to the end of its
 * penalty, so that an attacker cannot make gossip large. Of two ends the later one counts. Clocks
 * of gateways may differ by seconds; what has run off goes from the maps.
 */
public final class Gossip extends AbstractOnMessageBehavior<Gossip.Command> {

  /** What the gossip is told. */
  public sealed interface Command {}

  private record Due() implements Command {}

  private record Heard(SubscribeResponse<LWWMap<String, Long>> news) implements Command {}

  private record Told(UpdateResponse<LWWMap<String, Long>> done) implements Command {}

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final int BUCKETS = 16;
  static final int MOST_IN_BUCKET = 256;

  /** How much later an end must be to be told again. */
  private static final long MUCH = 5_000;

  private static final LWWRegister.Clock<Long> LATER_END = (timestamp, end) -> end;

  private final Admission admission;
  private final Duration least;
  private final Clock clock;
  private final SelfUniqueAddress self;
  private final ReplicatorMessageAdapter<Command, LWWMap<String, Long>> replicator;

  /** The ends that all know of, by network. */
  private final Map<String, Map<String, Long>> known = new HashMap<>();

  private Gossip(
      ActorContext<Command> context,
      ReplicatorMessageAdapter<Command, LWWMap<String, Long>> replicator,
      Admission admission,
      Duration least,
      Clock clock) {
    super(context);
    this.replicator = replicator;
    this.admission = admission;
    this.least = least;
    this.clock = clock;
    this.self = DistributedData.get(context.getSystem()).selfUniqueAddress();
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      replicator.subscribe(key(bucket), Heard::new);
    }
  }

  /** Tells and hears of the penalties of one gateway. */
  public static Behavior<Command> create(Admission admission, Duration least, Clock clock) {
    return Behaviors.setup(context ->
        DistributedData.withReplicatorMessageAdapter(
            (ReplicatorMessageAdapter<Command, LWWMap<String, Long>> replicator) ->
                Behaviors.withTimers(timers -> {
                  timers.startTimerWithFixedDelay(new Due(), OFTEN);
                  return new Gossip(context, replicator, admission, least, clock);
                })));
  }

  private static Key<LWWMap<String, Long>> key(int bucket) {
    return LWWMapKey.create("penalties-" + bucket);
  }

  private static int bucketOf(String network) {
    return Math.floorMod(network.hashCode(), BUCKETS);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Due() -> tell();
      case Heard(Replicator.Changed<LWWMap<String, Long>> changed) -> hear(changed);
      case Heard other -> {}
      case Told done -> {}
    }
    return this;
  }

  private void tell() {
    long now = clock.millis();
    var news = new HashMap<Integer, Map<String, Long>>();
    admission
        .strongestPenalties(least, BUCKETS * MOST_IN_BUCKET)
        .forEach((source, left) -> {
          var network = source.toString();
          int bucket = bucketOf(network);
          long end = now + left.toMillis();
          if (end - knownEnd(bucket, network) > MUCH) {
            news.computeIfAbsent(bucket, empty -> new HashMap<>()).put(network, end);
          }
        });
    news.forEach((bucket, ends) -> tell(bucket, ends, now));
  }

  /** Where there is no room for one more, that of the first to go. */
  private long knownEnd(int bucket, String network) {
    var ends = known.getOrDefault(key(bucket).id(), Map.of());
    var end = ends.get(network);
    if (end != null) {
      return end;
    }
    return ends.size() < MOST_IN_BUCKET ? 0 : Collections.min(ends.values());
  }

  private void tell(int bucket, Map<String, Long> ends, long now) {
    replicator.askUpdate(
        replyTo ->
            new Replicator.Update<>(
                key(bucket),
                LWWMap.empty(),
                Replicator.writeLocal(),
                replyTo,
                all -> bounded(with(all, ends, self), now, self)),
        Told::new);
  }

  static LWWMap<String, Long> with(
      LWWMap<String, Long> all, Map<String, Long> ends, SelfUniqueAddress self) {
    var changed = all;
    for (var one : ends.entrySet()) {
      changed = changed.put(self, one.getKey(), one.getValue(), LATER_END);
    }
    return changed;
  }

  /** Without what has run off, and without those that end first, if there are too many. */
  static LWWMap<String, Long> bounded(LWWMap<String, Long> all, long now, SelfUniqueAddress self) {
    var entries = all.getEntries();
    var over =
        entries.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .skip(MOST_IN_BUCKET)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    var changed = all;
    for (var network : entries.keySet()) {
      if (entries.get(network) <= now || over.contains(network)) {
        changed = changed.remove(self, network);
      }
    }
    return changed;
  }

  private void hear(Replicator.Changed<LWWMap<String, Long>> changed) {
    long now = clock.millis();
    var ends = changed.dataValue().getEntries();
    known.put(changed.key().id(), ends);
    ends.forEach((network, end) -> {
      if (end > now) {
        hear(network, Duration.ofMillis(end - now));
      }
    });
  }

  private void hear(String network, Duration left) {
    try {
      admission.hearsOf(Source.parse(network), left);
    } catch (IllegalArgumentException malformed) {
      getContext().getLog().warn("Another gateway tells of penalties for what is no network");
    }
  }
}
