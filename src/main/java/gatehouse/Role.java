package gatehouse;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a process does. One process may play any number of roles. */
enum Role {
  /** Speaks SSH to people. */
  GATEWAY,
  /** Owns games: processes, saves, sessions. */
  GAME,
  /** Owns accounts. */
  AUTH;

  /** Reads a role's name as configurations spell it. */
  static Role named(String name) {
    return Arrays.stream(values())
        .filter(role -> role.key().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new StartFailure(
                "gatehouse.roles: no role is called \""
                    + name
                    + "\"; the roles are "
                    + Arrays.stream(values()).map(Role::key).collect(Collectors.joining(", "))));
  }

  /** The name in configurations. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
