package gatehouse.ssh;

import java.io.IOException;
import java.util.Map;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.compression.CompressionDelayedZlib;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * {@code zlib@openssh.com} for what people are sent, once they have signed in. What they send is
 * never unpacked, as a small packet may hold a thousand times its size.
 */
final class OutputCompression extends CompressionDelayedZlib {

  /** Makes one for each key exchange. */
  static final NamedFactory<Compression> FACTORY =
      new NamedFactory<>() {
        @Override
        public String getName() {
          return BuiltinCompressions.Constants.DELAYED_ZLIB;
        }

        @Override
        public Compression create() {
          return new OutputCompression();
        }
      };

  /** Offers clients to send what they have to say as it is, and nothing else. */
  static final SessionListener ONE_WAY =
      new SessionListener() {
        @Override
        public void sessionNegotiationOptionsCreated(
            Session session, Map<KexProposalOption, String> proposal) {
          proposal.put(KexProposalOption.C2SCOMP, BuiltinCompressions.Constants.NONE);
        }
      };

  private OutputCompression() {}

  @Override
  public void uncompress(Buffer from, Buffer to) throws IOException {
    throw new IOException("nothing that comes in is compressed");
  }
}
