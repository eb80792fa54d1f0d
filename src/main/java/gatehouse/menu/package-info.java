/**
 * Menus as values: what there is to choose from goes in, a {@link gatehouse.menu.Page} comes out; a
 * key goes in, a choice comes out. Looks and keys are those of dgamelaunch.
 */
@NullMarked
package gatehouse.menu;

import org.jspecify.annotations.NullMarked;
