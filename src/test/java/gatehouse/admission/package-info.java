@NullMarked
package gatehouse.admission;

import org.jspecify.annotations.NullMarked;
