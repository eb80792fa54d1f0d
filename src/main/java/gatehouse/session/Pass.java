package gatehouse.session;

import gatehouse.backend.SignedIn;
import gatehouse.model.AccessToken;

/**
 * The tokens of a signed-in person, replaced as they are renewed; what runs for the person reads
 * the newest from any thread.
 */
final class Pass {

  private volatile SignedIn current;

  Pass(SignedIn signedIn) {
    this.current = signedIn;
  }

  SignedIn current() {
    return current;
  }

  AccessToken access() {
    return current.access();
  }

  void renew(SignedIn renewed) {
    current = renewed;
  }
}
