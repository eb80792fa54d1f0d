package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.game.catalogue.GameEntry.RecordFile.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a run's end will have to know about its beginning, whatever becomes of the catalogue and of
 * this process in the meantime: a file in the run's folder.
 *
 * @param saves where it saves
 * @param glob which of the files there are its save; empty if it cannot save
 * @param version of the game, as the catalogue has it; may be empty
 * @param sha256 of its program; empty where it is not known
 * @param record where the game tells of its end, if it does so in a form that is known
 */
public record RunNotes(
    Path saves, String glob, String version, String sha256, Optional<RecordMark> record) {

  private static Path file(RunFolder run) {
    return run.folder().resolve("notes");
  }

  /** Stores the notes, before the run begins. */
  public void write(RunFolder run) throws IOException {
    var notes = new Properties();
    notes.setProperty("saves", saves.toString());
    notes.setProperty("glob", glob);
    notes.setProperty("version", version);
    notes.setProperty("sha256", sha256);
    record.ifPresent(mark -> {
      notes.setProperty("record", mark.file().toString());
      notes.setProperty("record-format", mark.format().name());
      notes.setProperty("record-length", Long.toString(mark.length()));
    });
    try (var file = Files.newBufferedWriter(file(run), UTF_8)) {
      notes.store(file, null);
    }
  }

  /** The notes of a run; none if it never came so far. */
  public static Optional<RunNotes> read(RunFolder run) throws IOException {
    var notes = new Properties();
    try (var file = Files.newBufferedReader(file(run), UTF_8)) {
      notes.load(file);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    return Optional.of(
        new RunNotes(
            Path.of(notes.getProperty("saves", "")),
            notes.getProperty("glob", ""),
            notes.getProperty("version", ""),
            notes.getProperty("sha256", ""),
            Optional.ofNullable(notes.getProperty("record")).map(file -> mark(file, notes))));
  }

  private static RecordMark mark(String file, Properties notes) {
    return new RecordMark(
        Path.of(file),
        Format.valueOf(notes.getProperty("record-format")),
        Long.parseLong(notes.getProperty("record-length")));
  }
}
