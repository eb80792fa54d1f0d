package gatehouse.ssh;

import gatehouse.admission.Refusal;
import gatehouse.admission.Visit;
import gatehouse.backend.Accounts;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.BackendFailure.Refused;
import gatehouse.backend.BackendFailure.Unavailable;
import gatehouse.backend.Pass;
import gatehouse.backend.SignedIn;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.server.session.AbstractServerSession;
import org.jspecify.annotations.Nullable;

/**
 * SSH's user authentication (RFC 4252, 4256), as gatehouse does it.
 *
 * <p>Shared names come in at once. Any other name is asked for the password of the account of that
 * name, in the same words whether it exists or not; an empty answer leads to the menu without an
 * account. Methods that are not offered are refused without counting as a try, so that a client may
 * first offer all the keys it has.
 *
 * <p>It replaces MINA's own service because that never admits by {@code none}, starts the login
 * grace anew, and counts refused keys as tries. No thread waits while a password is checked; a
 * request that arrives meanwhile abandons the check.
 */
final class SignIn extends AbstractCloseable implements Service {

  static final String NAME = "ssh-userauth";

  /** Whom the connection belongs to, if somebody signed in. */
  static final AttributeKey<Pass> PASS = new AttributeKey<>();

  /** The accounts as the connection may use them, once it has come to sign in. */
  static final AttributeKey<GuardedAccounts> ACCOUNTS = new AttributeKey<>();

  private static final String METHODS = "keyboard-interactive,password";
  private static final String WRONG = "Wrong name or password.";
  private static final String WAY_ON = "Enter alone goes to the menu.";

  /** Enough for every key on a well-filled ring, and for the tries. */
  private static final int MOST_REQUESTS = 100;

  private static final int LONGEST_PASSWORD = 256;

  private final Map<String, Object> properties = new ConcurrentHashMap<>();
  private final AbstractServerSession session;
  private final SshSettings settings;
  private final GuardedAccounts accounts;
  private final Visit visit;

  private @Nullable String userName;
  private @Nullable String hint;
  private int requests;
  private boolean asked;

  SignIn(AbstractServerSession session, SshSettings settings, Accounts accounts) {
    this.session = session;
    this.settings = settings;
    this.visit = PacedSession.visit(session);
    this.accounts = new GuardedAccounts(accounts, visit, settings.tries());
    session.setAttribute(ACCOUNTS, this.accounts);
  }

  @Override
  public AbstractServerSession getSession() {
    return session;
  }

  @Override
  public Map<String, Object> getProperties() {
    return properties;
  }

  @Override
  public void start() {}

  @Override
  public synchronized void process(int command, Buffer message) throws Exception {
    requests++;
    if (requests > MOST_REQUESTS) {
      disconnect(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "too many requests");
    } else if (command == SshConstants.SSH_MSG_USERAUTH_REQUEST) {
      onRequest(message.getString(), message.getString(), message.getString(), message);
    } else if (command == SshConstants.SSH_MSG_USERAUTH_INFO_RESPONSE && asked) {
      onAnswer(message);
    } else {
      disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "sign in first");
    }
  }

  private void onRequest(String user, String service, String method, Buffer details)
      throws Exception {
    asked = false;
    visit.attempts();
    if (!service.equals(SshConnection.NAME)) {
      disconnect(SshConstants.SSH2_DISCONNECT_SERVICE_NOT_AVAILABLE, "no such service");
      return;
    }
    if (userName != null && !userName.equals(user)) {
      disconnect(SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME, "one user name a connection");
      return;
    }
    userName = user;
    boolean shared = settings.isShared(user);
    switch (method) {
      case "none" -> admitIf(shared);
      case "keyboard-interactive" -> {
        if (shared) {
          admit(Optional.empty());
        } else {
          ask(user);
        }
      }
      case "password" -> {
        boolean change = details.getBoolean();
        var password = details.getString();
        if (shared) {
          admit(Optional.empty());
        } else if (change) {
          refuse();
        } else {
          check(user, password);
        }
      }
      default -> refuse();
    }
  }

  private void admitIf(boolean shared) throws Exception {
    if (shared) {
      admit(Optional.empty());
    } else {
      refuse();
    }
  }

  private void ask(String user) throws IOException {
    var instruction = (hint != null ? hint : "Account " + Plain.name(user) + ";") + " " + WAY_ON;
    var request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST, 128);
    request.putString("");
    request.putString(instruction);
    request.putString("");
    request.putUInt(1);
    request.putString("Password: ");
    request.putBoolean(false);
    session.writePacket(request);
    asked = true;
  }

  private void onAnswer(Buffer message) throws Exception {
    asked = false;
    long answers = message.getUInt();
    if (answers == 1 && userName != null) {
      check(userName, message.getString());
    } else {
      malformed();
    }
  }

  private void check(String user, String password) throws Exception {
    if (password.isEmpty()) {
      admit(Optional.empty());
    } else if (PlayerName.parse(user).isEmpty()
        || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
      malformed();
    } else {
      var objection = accounts.objection(user);
      if (objection.isPresent()) {
        sendAway(objection.get());
        return;
      }
      int asOf = requests;
      accounts
          .signIn(user, new Password(password))
          .whenComplete((signedIn, failure) -> onChecked(asOf, signedIn, failure));
    }
  }

  private synchronized void onChecked(
      int asOf, @Nullable SignedIn signedIn, @Nullable Throwable failure) {
    try {
      boolean abandoned = asOf != requests || !session.isOpen();
      if (signedIn != null && abandoned) {
        accounts.signOut(signedIn.refresh());
      } else if (signedIn != null) {
        admit(Optional.of(signedIn));
      } else if (failure != null && !abandoned) {
        onFailed(BackendFailure.of(failure));
      }
    } catch (Exception broken) {
      session.exceptionCaught(broken);
    }
  }

  private void onFailed(BackendFailure why) throws IOException {
    switch (why) {
      case Refused refused when refused.reason() == Refused.Reason.UNAUTHENTICATED -> {
        hint = WRONG;
        refuseWhileTriesAreLeft();
      }
      case Refused refused when refused.reason() == Refused.Reason.INVALID -> malformed();
      case Refused busy -> {
        hint = busy.getMessage();
        inVain();
      }
      case Unavailable away -> {
        hint = "Accounts are out of reach;";
        inVain();
      }
    }
  }

  /** In the same words as for what was wrong. */
  private void malformed() throws IOException {
    hint = WRONG;
    accounts.countWrong();
    refuseWhileTriesAreLeft();
  }

  private void inVain() throws IOException {
    accounts.countTry();
    refuseWhileTriesAreLeft();
  }

  private void refuseWhileTriesAreLeft() throws IOException {
    if (accounts.hasTriesLeft()) {
      refuse();
    } else {
      disconnect(
          SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "too many wrong passwords");
    }
  }

  private void refuse() throws IOException {
    var failure = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_FAILURE, 64);
    failure.putString(METHODS);
    failure.putBoolean(false);
    session.writePacket(failure);
  }

  private void admit(Optional<SignedIn> who) throws Exception {
    var refused = visit.signsIn(who.map(SignedIn::name));
    if (refused.isPresent()) {
      who.ifPresent(signedIn -> accounts.signOut(signedIn.refresh()));
      sendAway(refused.get());
      return;
    }
    who.map(Pass::new).ifPresent(this::holdUntilClosed);
    // From here on MINA writes the name into its log.
    var name = Plain.name(userName == null ? "" : userName);
    session.signalAuthenticationSuccess(name, SshConnection.NAME, new ByteArrayBuffer());
  }

  private void holdUntilClosed(Pass pass) {
    session.setAttribute(PASS, pass);
    session.addCloseFutureListener(closed -> pass.signOut(accounts));
  }

  private void sendAway(Refusal why) {
    ((SshTransport) session).sendAway(why);
  }

  private void disconnect(int reason, String why) throws IOException {
    session.disconnect(reason, why);
  }
}
