package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gatehouse.testkit.ManualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A door with admission, and those who come to it. */
abstract class AtADoor {

  static final Duration GRACE = Duration.ofSeconds(30);

  final ManualClock clock = new ManualClock();
  final List<Visit> evicted = new ArrayList<>();
  Admission admission = admission(1000, "");

  Admission admission(int most, String changes) {
    return new Admission(settings(changes), most, GRACE, clock);
  }

  static AdmissionSettings settings(String changes) {
    return AdmissionSettings.from(
        ConfigFactory.parseString(changes)
            .withFallback(
                ConfigFactory.defaultReference().resolve().getConfig("gatehouse.admission")));
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException never) {
      throw new AssertionError(never);
    }
  }

  /** Somebody who gets in. */
  Visit comes(String from) {
    var visit = knocks(from);
    assertThat(visit.comesFrom(address(from))).isEmpty();
    return visit;
  }

  Visit knocks(String from) {
    var visit = ((Admission.Welcome) admission.knock(address(from))).visit();
    visit.whenSentAway(why -> evicted.add(visit));
    return visit;
  }

  /** Why somebody does not get in. */
  Refusal refused(String from) {
    return switch (admission.knock(address(from))) {
      case Admission.Refused(Refusal why) -> why;
      case Admission.Welcome(Visit visit) -> {
        var why = visit.comesFrom(address(from)).orElseThrow();
        visit.close();
        yield why;
      }
    };
  }

  void signIn(Visit visit) {
    assertThat(visit.signsIn(Optional.empty())).isEmpty();
  }
}
