package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DataDirectoryTest {

  @TempDir Path folder;

  @Test
  @Tag("SEC-S1")
  void keeps_accounts_and_the_log_from_others_on_the_machine() throws IOException {
    Files.setPosixFilePermissions(
        Files.createDirectory(folder.resolve("db")), PosixFilePermissions.fromString("rwxr-xr-x"));
    DataDirectory.of(ConfigFactory.parseMap(Map.of("gatehouse.data-dir", folder.toString())));

    for (String made : new String[] {"db", "log"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))))
          .isEqualTo("rwxr-x---");
    }
  }
}
