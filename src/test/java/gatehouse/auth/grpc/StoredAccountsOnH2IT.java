package gatehouse.auth.grpc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;

/** In an H2 file. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
class StoredAccountsOnH2IT extends StoredAccounts {

  @Override
  Config database() {
    return ConfigFactory.empty();
  }
}
