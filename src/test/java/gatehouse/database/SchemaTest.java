package gatehouse.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The schema on H2. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
class SchemaTest extends SchemaContract {

  @TempDir Path folder;

  @Override
  Config newDatabase() {
    return ConfigFactory.parseMap(Map.of("gatehouse.data-dir", folder.toString()));
  }
}
