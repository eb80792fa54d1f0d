/**
 * One SSH connection's shell as a conversation: what is on screen, what keys mean, what comes next.
 *
 * <p>Knows no SSH: the person is a {@link gatehouse.line.Line}. Knows no gRPC: the services are the
 * ports of {@link gatehouse.backend}. Start reading at {@link gatehouse.session.SshSession}.
 */
@NullMarked
package gatehouse.session;

import org.jspecify.annotations.NullMarked;
