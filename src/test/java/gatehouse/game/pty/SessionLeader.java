package gatehouse.game.pty;

import static gatehouse.game.pty.Programs.answer;

import gatehouse.game.pty.Ptys.Signal;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that runs a program on a PTY and then says, as the kernel has it, which controlling
 * terminals the two have: 0 is none.
 */
final class SessionLeader {

  private static final int SESSION = 4;
  private static final int TERMINAL = 5;

  private SessionLeader() {}

  public static void main(String[] arguments) throws Exception {
    try (var ptys = LocalPtys.open(Programs.SETTINGS)) {
      var pty = answer(ptys.spawn(Programs.shell("exec sleep 100")));
      var child = ProcessHandle.current().children().findFirst().orElseThrow();
      System.out.println("leads " + (field(self(), SESSION) == self()));
      System.out.println("own terminal " + field(self(), TERMINAL));
      System.out.println("child has one " + (field(child.pid(), TERMINAL) != 0));
      answer(ptys.signal(pty, Signal.HUP));
      System.out.println("child ended " + answer(ptys.end(pty)).exit());
    }
  }

  private static long self() {
    return ProcessHandle.current().pid();
  }

  /** A field of {@code /proc/pid/stat}, counted from the program's name, which may have blanks. */
  private static long field(long pid, int number) throws Exception {
    var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')')).split(" ", -1)[number]);
  }
}
