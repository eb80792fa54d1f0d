package gatehouse;

import java.util.Optional;

/** Which gatehouse this is. */
final class Version {

  /** As in the jar's manifest; "dev" when run from compiled classes. */
  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");

  private Version() {}
}
