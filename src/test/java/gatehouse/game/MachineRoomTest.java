package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gatehouse.game.Room.Shortage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("K-exhaust")
@Tag("S3.2-capacity")
class MachineRoomTest {

  private static final long MIB = 1 << 20;

  @TempDir private Path root;

  @BeforeEach
  void a_machine_with_room() throws IOException {
    has("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 4000000 kB");
    has("proc/loadavg", "0.10 0.20 0.30 2/400 12345");
    has("proc/sys/kernel/pid_max", "32768");
    has("proc/sys/kernel/threads-max", "50000");
    has("proc/sys/kernel/pty/max", "4096");
    has("proc/sys/kernel/pty/nr", "10");
    has("proc/sys/kernel/pty/reserve", "1024");
  }

  private void has(String file, String content) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }

  private Optional<Shortage> shortage(long disk, long files) {
    var least = new RoomSettings(root, 256 * MIB, disk, 64, files, 4);
    return new MachineRoom(least, root, Runnable::run).shortage().toCompletableFuture().join();
  }

  private Optional<Shortage> shortage() {
    return shortage(0, 0);
  }

  @Test
  void the_defaults_are_the_documented_ones() {
    var config = ConfigFactory.load();
    assertThat(RoomSettings.from(config))
        .isEqualTo(
            new RoomSettings(
                Path.of(config.getString("gatehouse.data-dir")).toAbsolutePath(),
                256 * MIB,
                64 * MIB,
                64,
                64,
                4));
  }

  @Test
  void a_machine_with_room_is_short_of_nothing() {
    assertThat(shortage(1, 1)).isEmpty();
  }

  @Test
  void this_machine_can_be_looked_at() {
    var least = new RoomSettings(root, 1, 1, 1, 1, 1);
    assertThat(
            new MachineRoom(least, Path.of("/"), Runnable::run)
                .shortage()
                .toCompletableFuture()
                .join())
        .isEmpty();
  }

  @Test
  void memory_of_the_machine() throws IOException {
    has("proc/meminfo", "MemAvailable: 1024 kB");
    assertThat(shortage())
        .contains(
            new Shortage(
                "memory",
                "1048576 bytes of memory free, and gatehouse.game.least-free.memory is 268435456"));
  }

  @Test
  void memory_of_a_control_group_or_of_one_above_without_what_can_be_taken_back()
      throws IOException {
    has("proc/self/cgroup", "0::/pod/games");
    has("sys/fs/cgroup/pod/games/memory.max", "max");
    has("sys/fs/cgroup/pod/memory.max", "1000000000");
    has("sys/fs/cgroup/pod/memory.current", "990000000");
    has("sys/fs/cgroup/pod/memory.stat", "anon 1\ninactive_file 500000000");
    assertThat(shortage()).isEmpty();
    has("sys/fs/cgroup/pod/memory.stat", "anon 1\ninactive_file 0");
    assertThat(shortage().orElseThrow().detail()).startsWith("10000000 bytes of memory free");
  }

  @Test
  void processes_of_a_control_group() throws IOException {
    has("proc/self/cgroup", "0::/");
    has("sys/fs/cgroup/pids.max", "100");
    has("sys/fs/cgroup/pids.current", "90");
    assertThat(shortage())
        .contains(
            new Shortage(
                "processes", "10 processes free, and gatehouse.game.least-free.processes is 64"));
  }

  @Test
  void processes_of_a_control_group_of_version_1() throws IOException {
    has("proc/self/cgroup", "9:name=systemd:/\n8:cpu,pids:/box\n0::/");
    has("sys/fs/cgroup/pids/box/pids.max", "100");
    has("sys/fs/cgroup/pids/box/pids.current", "90");
    assertThat(shortage().orElseThrow().of()).isEqualTo("processes");
  }

  @Test
  void processes_of_the_machine() throws IOException {
    has("proc/loadavg", "0.10 0.20 0.30 2/32760 12345");
    assertThat(shortage().orElseThrow().detail()).startsWith("8 processes free");
  }

  @Test
  void ptys_but_those_that_are_kept_for_the_machine() throws IOException {
    has("proc/sys/kernel/pty/nr", "3070");
    assertThat(shortage())
        .contains(new Shortage("ptys", "2 ptys free, and gatehouse.game.least-free.ptys is 4"));
  }

  @Test
  void disk() {
    assertThat(shortage(Long.MAX_VALUE, 0).orElseThrow().of()).isEqualTo("disk");
  }

  @Test
  void files() {
    assertThat(shortage(0, Long.MAX_VALUE).orElseThrow().of()).isEqualTo("files");
  }

  @Test
  void what_cannot_be_read_is_not_short() throws IOException {
    Files.delete(root.resolve("proc/meminfo"));
    Files.delete(root.resolve("proc/sys/kernel/pty/max"));
    assertThat(shortage()).isEmpty();
  }
}
