/** What all gRPC ends share: servers, statuses, and how a caller says who they are. */
@NullMarked
package gatehouse.rpc;

import org.jspecify.annotations.NullMarked;
