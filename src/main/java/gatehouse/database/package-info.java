/** The database: where it is, the schema in it, and whether it answers. */
@NullMarked
package gatehouse.database;

import org.jspecify.annotations.NullMarked;
