/** What operators measure, and how they look into a process that runs. */
@NullMarked
package gatehouse.telemetry;

import org.jspecify.annotations.NullMarked;
