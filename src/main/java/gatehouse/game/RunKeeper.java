package gatehouse.game;

import gatehouse.game.Games.How;
import gatehouse.game.Shelf.LeftNothing;
import gatehouse.game.Shelf.LeftRecord;
import gatehouse.game.Shelf.LeftSave;
import gatehouse.game.Shelf.NeverBegan;
import gatehouse.game.Shelf.Remains;
import gatehouse.game.Shelf.SaveDamaged;
import gatehouse.game.catalogue.GameEntry;
import gatehouse.game.catalogue.LaunchException;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.catalogue.RunFolder;
import gatehouse.game.catalogue.RunNotes;
import gatehouse.game.pty.RunLock;
import gatehouse.game.saves.DamagedSave;
import gatehouse.game.saves.Digest;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.game.saves.SaveStore;
import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of runs, from the save that each takes up to the save that it leaves. All methods
 * block; any thread may call them.
 */
final class RunKeeper {

  private static final Logger log = LoggerFactory.getLogger(RunKeeper.class);

  private final Launcher launcher;
  private final SaveStore store;

  /** By path, size and time of a program, what it hashes to. */
  private final Map<String, String> hashes = new ConcurrentHashMap<>();

  RunKeeper(Launcher launcher, SaveStore store) {
    this.launcher = launcher;
    this.store = store;
  }

  /** A run that is ready to begin; {@code version} is that of the save it takes up, or empty. */
  record Ready(RunFolder run, How how, String version) {}

  /** Makes the run's folder, with the save in it that the run is to find. */
  Ready makeReady(GameEntry entry, PlayerName player, Beginning beginning) throws IOException {
    var run = launcher.runOf(entry, player, beginning.epoch());
    var folder = launcher.makeReady(entry, player, run);
    var ready =
        switch (beginning.way()) {
          case ANEW -> anew(entry, player, run);
          case RESUME -> resumed(entry, player, run, folder, beginning.save().orElseThrow());
          case RECOVER -> recovered(entry, player, run, folder, beginning.save());
        };
    launcher.handOver(entry, player, run);
    var version = ready.version().isEmpty() ? entry.program().version() : ready.version();
    var program = hash(launcher.executable(entry, ready.version()));
    var record = launcher.record(entry, player);
    new RunNotes(folder, launcher.glob(entry, player), version, program, record).write(run);
    return ready;
  }

  /** What a killed run left is of no use to somebody who begins anew. */
  private Ready anew(GameEntry entry, PlayerName player, RunFolder run) {
    launcher.clearAway(entry, player);
    return new Ready(run, How.STARTED, "");
  }

  private Ready resumed(GameEntry entry, PlayerName player, RunFolder run, Path folder, Save save)
      throws IOException {
    try {
      store.restore(entry.id(), player.folded(), save, folder);
      launcher.clearAway(entry, player);
      return new Ready(run, How.RESUMED, save.build().version());
    } catch (DamagedSave damaged) {
      log.error("The save of {} at {} is damaged: {}", player, entry.id(), damaged.getMessage());
      throw new SaveDamaged(
          "Your save of %s is damaged and was not used.".formatted(entry.name()), save.epoch());
    }
  }

  private Ready recovered(
      GameEntry entry, PlayerName player, RunFolder run, Path folder, Optional<Save> fallback)
      throws IOException {
    try {
      launcher.recover(entry, player, run);
    } catch (LaunchException impossible) {
      log.warn("{} of {}: {}", entry.id(), player, impossible.getMessage());
    }
    if (!launcher.saves(entry, player, run).isEmpty()) {
      launcher.clearAway(entry, player);
      log.info("{} of {} is recovered by its own means", entry.id(), player);
      return new Ready(run, How.RECOVERED, "");
    }
    if (fallback.isEmpty()) {
      log.info("{} of {} cannot be recovered", entry.id(), player);
      return anew(entry, player, run);
    }
    log.info("{} of {} goes back to its save of {}", entry.id(), player, fallback.get().at());
    var resumed = resumed(entry, player, run, folder, fallback.get());
    return new Ready(run, How.RECOVERED, resumed.version());
  }

  /** What a run has left; nobody writes there any more. */
  Remains collect(RunFolder run, Progress progress) throws IOException {
    var notes = RunNotes.read(run);
    if (notes.isEmpty() || !RunLock.wasTaken(run.lock())) {
      return new NeverBegan();
    }
    var known = notes.get();
    var save = save(run, known, progress);
    if (save.isPresent()) {
      return new LeftSave(save.get());
    }
    return tellsOfEnd(run, known) ? new LeftRecord() : new LeftNothing();
  }

  private Optional<Save> save(RunFolder run, RunNotes known, Progress progress) throws IOException {
    if (known.glob().isEmpty()) {
      return Optional.empty();
    }
    var build = new Save.Build(known.version(), known.sha256());
    return store.keep(
        run.game(), run.player(), known.saves(), known.glob(), run.epoch(), build, progress);
  }

  /** A record that cannot be read tells nothing: a player must not wait for it to be mended. */
  private static boolean tellsOfEnd(RunFolder run, RunNotes known) {
    try {
      return known.record().isPresent() && known.record().get().tellsOf(run.player());
    } catch (IOException problem) {
      log.error("The record of {} cannot be read: {}", run.game(), problem.toString());
      return false;
    }
  }

  private String hash(Path program) throws IOException {
    var key = Launcher.fingerprint(program);
    var known = hashes.get(key);
    if (known != null) {
      return known;
    }
    var hash = Digest.of(program);
    hashes.put(key, hash);
    return hash;
  }
}
