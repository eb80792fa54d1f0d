/**
 * The load harness: gatehouse and a peer, each in processes of its own, under the same load in the
 * same run. {@link gatehouse.bench.Bench} is its main class.
 */
@NullMarked
package gatehouse.bench;

import org.jspecify.annotations.NullMarked;
