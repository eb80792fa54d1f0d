/**
 * Who may knock, and how often: limits, penalties and lists of networks, on addresses alone. Knows
 * nothing of SSH.
 */
@NullMarked
package gatehouse.admission;

import org.jspecify.annotations.NullMarked;
