/**
 * The door to the street: SSH connections are admitted, signed in, and turned into {@link
 * gatehouse.line.Line}s. The only package that knows Apache MINA SSHD; nothing here blocks a thread
 * per connection. Start reading at {@link gatehouse.ssh.SshFrontDoor}.
 */
@NullMarked
package gatehouse.ssh;

import org.jspecify.annotations.NullMarked;
