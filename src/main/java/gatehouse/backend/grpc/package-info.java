/**
 * The ports of {@link gatehouse.backend} over gRPC. Translates; decides nothing but when to stop
 * asking a service that does not answer.
 */
@NullMarked
package gatehouse.backend.grpc;

import org.jspecify.annotations.NullMarked;
