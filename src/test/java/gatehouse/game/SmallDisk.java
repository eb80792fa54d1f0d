package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file system of its own at a folder; takes root, and skips the test without. */
record SmallDisk(Path at) implements AutoCloseable {

  static SmallDisk mount(Path at, String size) throws Exception {
    Files.createDirectories(at);
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString())).isZero();
    return new SmallDisk(at);
  }

  /** Nobody may write there any more, or may again; fails while a file there is open to write. */
  void remount(String how) throws Exception {
    assertThat(run("mount", "-o", "remount," + how, at.toString())).isZero();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Unmounts it, once nothing has files open there. */
  @Override
  public void close() {
    await().atMost(Duration.ofSeconds(20)).until(() -> run("umount", at.toString()) == 0);
  }
}
