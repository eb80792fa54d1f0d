/** Fakes, probes and JUnit extensions that tests of several packages share. */
@NullMarked
package gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
