package gatehouse.game.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a game may see besides the system: paths inside to paths of this machine.
 *
 * @param directory inside
 */
record Room(
    Map<Path, Path> writable, Map<Path, Path> overlays, List<Path> readable, Path directory) {}
