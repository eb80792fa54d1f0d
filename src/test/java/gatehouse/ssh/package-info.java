/** SSH from the outside: MINA's own client, OpenSSH's, and bare sockets. */
@NullMarked
package gatehouse.ssh;

import org.jspecify.annotations.NullMarked;
