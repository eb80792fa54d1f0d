package gatehouse.session;

import gatehouse.backend.Accounts;
import gatehouse.backend.Games;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every session of a gateway shares.
 *
 * @param banner the lines above the main menu, with their variables unreplaced; asked for at each
 *     greeting
 */
public record SessionServices(
    Accounts accounts, Games games, Supplier<List<String>> banner, SessionSettings settings) {}
