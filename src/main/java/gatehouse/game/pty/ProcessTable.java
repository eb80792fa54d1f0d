package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.SC_CLK_TCK;
import static gatehouse.game.pty.Libc.SC_PAGESIZE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gatehouse.game.pty.Ptys.Condition;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.Survey;
import gatehouse.game.pty.Ptys.Vitals;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All processes of this machine at a moment, from {@code /proc} in one pass, and to which PTY's
 * program each belongs: it is in the session that the program leads, or descends from it, as what
 * is in a sandbox does whatever session it makes.
 */
final class ProcessTable {

  private static final long TICKS_PER_SECOND = LIBC.sysconf(SC_CLK_TCK);
  private static final long PAGE = LIBC.sysconf(SC_PAGESIZE);

  /**
   * One process, as in {@code /proc/pid/stat}, which proc(5) describes.
   *
   * @param ticks of its own, and of its children that it waited for
   * @param foreground the group in the foreground of its terminal
   */
  private record Entry(
      int pid,
      char state,
      int parent,
      int group,
      int session,
      int foreground,
      long ticks,
      int threads,
      long pages) {

    boolean isGone() {
      return state == 'Z' || state == 'X';
    }

    Condition condition() {
      return switch (state) {
        case 'T' -> group == foreground ? Condition.STOPPED : Condition.GOING;
        case 'D' -> group == foreground ? Condition.BLOCKED : Condition.GOING;
        default -> Condition.GOING;
      };
    }
  }

  private final Map<Integer, Entry> entries = new HashMap<>();
  private final double crowding;

  private ProcessTable(double crowding) {
    this.crowding = crowding;
  }

  /** Reads {@code proc}; blocks for a little while. */
  static ProcessTable read(Path proc) {
    var table = new ProcessTable(crowding(proc));
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        entry(process).ifPresent(entry -> table.entries.put(entry.pid(), entry));
      }
    } catch (IOException failure) {
      throw new PtyException("cannot list processes: " + failure.getMessage(), failure);
    }
    return table;
  }

  /** Nothing if it has ended meanwhile. */
  private static Optional<Entry> entry(Path process) {
    try {
      return Optional.of(
          parse(
              Integer.parseInt(process.getFileName().toString()),
              Files.readString(process.resolve("stat"), ISO_8859_1)));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  /** The program's name, which comes second and in parentheses, may hold anything. */
  private static Entry parse(int pid, String stat) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).stripTrailing().split(" ", -1);
    long ticks = 0;
    for (int field = 14; field <= 17; field++) {
      ticks += number(fields, field);
    }
    return new Entry(
        pid,
        fields[0].charAt(0),
        (int) number(fields, 4),
        (int) number(fields, 5),
        (int) number(fields, 6),
        (int) number(fields, 8),
        ticks,
        (int) number(fields, 20),
        number(fields, 24));
  }

  /** Fields are counted from 1, and those here begin with the third. */
  private static long number(String[] fields, int field) {
    return Long.parseLong(fields[field - 3]);
  }

  /** What the programs do that are led by these processes. */
  Survey survey(Map<Integer, PtyId> leaders) {
    var processes = new HashMap<PtyId, List<Entry>>();
    var owners = new HashMap<Integer, Optional<PtyId>>();
    for (var entry : entries.values()) {
      owner(entry.pid(), leaders, owners)
          .filter(pty -> !entry.isGone())
          .ifPresent(
              pty -> processes.computeIfAbsent(pty, unknown -> new ArrayList<>()).add(entry));
    }
    var programs = new HashMap<PtyId, Vitals>();
    processes.forEach((pty, its) -> programs.put(pty, vitals(its)));
    return new Survey(programs, crowding);
  }

  private Optional<PtyId> owner(
      int pid, Map<Integer, PtyId> leaders, Map<Integer, Optional<PtyId>> known) {
    var entry = entries.get(pid);
    if (entry == null) {
      return Optional.empty();
    }
    var owner = known.get(pid);
    if (owner == null) {
      known.put(pid, Optional.empty()); // numbers are reused while they are read: no endless chase
      owner =
          Optional.ofNullable(leaders.get(entry.session()))
              .or(() -> owner(entry.parent(), leaders, known));
      known.put(pid, owner);
    }
    return owner;
  }

  private static Vitals vitals(List<Entry> processes) {
    long ticks = 0;
    long pages = 0;
    int threads = 0;
    var condition = Condition.GOING;
    for (var process : processes) {
      ticks += process.ticks();
      pages += process.pages();
      threads += process.threads();
      if (condition != Condition.STOPPED && process.condition() != Condition.GOING) {
        condition = process.condition();
      }
    }
    return new Vitals(
        Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND),
        pages * PAGE,
        processes.size(),
        threads,
        condition);
  }

  /**
   * The fourth of {@code loadavg} is how many threads want to run, this one with them, of how many.
   */
  private static double crowding(Path proc) {
    try {
      var load = Files.readString(proc.resolve("loadavg")).split("[ /]", -1);
      long others = Long.parseLong(load[3]) - 1;
      return Math.max(1.0, (double) others / Runtime.getRuntime().availableProcessors());
    } catch (IOException unknown) {
      return 1;
    }
  }
}
