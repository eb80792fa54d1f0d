/**
 * Menus as pure data and functions: model in, screen out; key in, choice out. The look and the keys
 * are dgamelaunch's.
 */
@NullMarked
package gatehouse.menu;

import org.jspecify.annotations.NullMarked;
