package gatehouse.backend;

import akka.Done;
import gatehouse.model.AccessToken;
import gatehouse.model.Password;
import gatehouse.model.RefreshToken;
import gatehouse.model.RequestId;
import java.util.concurrent.CompletionStage;

/** The Auth Service as a gateway sees it. Stages fail with {@link BackendFailure}. */
public interface Accounts {

  /** Creates an account and signs its owner in; an empty {@code email} means none. */
  CompletionStage<SignedIn> register(
      RequestId request, String name, Password password, String email);

  /** Signs in by password; refused without saying whether the name exists. */
  CompletionStage<SignedIn> signIn(String name, Password password);

  /** Exchanges the refresh token for fresh tokens; the given one stops working soon after. */
  CompletionStage<SignedIn> refresh(RefreshToken token);

  /** Ends a sign-in. */
  CompletionStage<Done> signOut(RefreshToken token);

  /** Replaces the password and revokes every other sign-in of the account. */
  CompletionStage<SignedIn> changePassword(
      AccessToken token, RequestId request, Password current, Password replacement);

  /** Replaces the e-mail address of the account; an empty one removes it. */
  CompletionStage<Done> changeEmail(
      AccessToken token, RequestId request, Password current, String email);
}
