package gatehouse.game;

import gatehouse.game.pty.Ptys.Condition;
import gatehouse.model.CborSerializable;
import java.time.Duration;
import java.time.Instant;

/**
 * How one running game did when it was last looked at.
 *
 * @param cpuShare of one processor since the look before: 1 is all of one
 * @param cpu used since its start
 * @param memory resident, in bytes; what its processes share counts for each
 * @param lastInput when something was last typed to it; its start if nothing was
 * @param lastOutput when it last wrote; its start if it never did
 */
record Health(
    Instant at,
    double cpuShare,
    Duration cpu,
    long memory,
    int processes,
    int threads,
    Condition condition,
    Instant lastInput,
    Instant lastOutput)
    implements CborSerializable {}
