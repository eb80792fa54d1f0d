/** The Game Service on the wire: speaks protobuf and gRPC statuses, and decides nothing. */
@NullMarked
package gatehouse.game.grpc;

import org.jspecify.annotations.NullMarked;
