package gatehouse.ssh;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.session.AbstractServerSession;

/**
 * Tells one client all keys of this server, current and next, and proves those that are news to it,
 * so that it knows the next before it meets them, and forgets what is none any more (section 2.5 of
 * OpenSSH's PROTOCOL).
 *
 * <pre>
 *   client                              server
 *      ◀── hostkeys-00: A, B, next A ─────
 *      ─── hostkeys-prove-00: next A ────▶
 *      ◀── signature by next A ───────────   once, as signing costs
 * </pre>
 */
final class HostKeyNews {

  /** With what a client asks for proof. */
  static final String PROVE = "hostkeys-prove-00@openssh.com";

  private static final String TELL = "hostkeys-00@openssh.com";

  private final AbstractServerSession session;
  private final HostKeys keys;
  private boolean told;
  private boolean proved;

  HostKeyNews(AbstractServerSession session, HostKeys keys) {
    this.session = session;
    this.keys = keys;
  }

  /** Tells the client, unless that was done. */
  void tell() throws IOException {
    if (told) {
      return;
    }
    told = true;
    var news = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 2048);
    news.putString(TELL);
    news.putBoolean(false);
    keys.all().forEach(key -> news.putBytes(key.blob()));
    session.writePacket(news);
  }

  /** Answers a request for proof, unless there was one before, or it asks for what is not ours. */
  boolean prove(Buffer request) throws IOException {
    var asked = proved ? Set.<HostKey>of() : asked(request);
    proved = true;
    if (asked.isEmpty()) {
      return false;
    }
    var proof = session.createBuffer(SshConstants.SSH_MSG_REQUEST_SUCCESS, 2048);
    for (var key : asked) {
      proof.putBytes(signature(key));
    }
    session.writePacket(proof);
    return true;
  }

  /** The keys it is about; none if one of them is not ours or there twice. */
  private Set<HostKey> asked(Buffer request) {
    var asked = new LinkedHashSet<HostKey>();
    while (request.available() > 0) {
      var key = keys.find(request.getBytes());
      if (key.isEmpty() || !asked.add(key.get())) {
        return Set.of();
      }
    }
    return asked;
  }

  private byte[] signature(HostKey key) throws IOException {
    var statement = new ByteArrayBuffer();
    statement.putString(PROVE);
    statement.putBytes(session.getSessionId());
    statement.putBytes(key.blob());
    var algorithm = algorithm(key.kind());
    try {
      var signer = NamedFactory.create(session.getSignatureFactories(), algorithm);
      signer.initSigner(session, key.pair().getPrivate());
      signer.update(session, statement.getCompactData());
      var signature = new ByteArrayBuffer();
      signature.putString(algorithm);
      signature.putBytes(signer.sign(session));
      return signature.getCompactData();
    } catch (Exception failure) {
      throw new IOException("a host key cannot sign", failure);
    }
  }

  /** An RSA key signs by what was agreed on, if that was RSA; any client knows the other then. */
  private String algorithm(HostKeyKind kind) {
    if (kind != HostKeyKind.RSA) {
      return kind.type();
    }
    var agreed = session.getNegotiatedKexParameter(KexProposalOption.SERVERKEYS);
    boolean rsa = agreed.startsWith("rsa-") || agreed.equals(kind.type());
    return rsa ? agreed : "rsa-sha2-512";
  }
}
