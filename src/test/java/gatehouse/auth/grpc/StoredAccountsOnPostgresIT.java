package gatehouse.auth.grpc;

import static gatehouse.testkit.NeedsRealPart.POSTGRESQL;

import com.typesafe.config.Config;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;

/** In PostgreSQL. */
@NeedsRealPart(POSTGRESQL)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
class StoredAccountsOnPostgresIT extends StoredAccounts {

  private static Postgres postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @Override
  Config database() throws Exception {
    return postgres.newDatabase();
  }
}
