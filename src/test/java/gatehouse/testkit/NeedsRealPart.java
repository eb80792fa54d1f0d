package gatehouse.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs these programs and libraries, or folders of this project with programs that were
 * fetched. Where one is missing the test is skipped and counted, or fails if {@code
 * -Dreal.parts=required}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealParts.class)
public @interface NeedsRealPart {

  String NETHACK = "/usr/games/nethack";
  String SSH = "/usr/bin/ssh";
  String SSH_KEYGEN = "/usr/bin/ssh-keygen";
  String SSHD = "/usr/sbin/sshd";
  String HAPROXY = "/usr/sbin/haproxy";
  String TMUX = "/usr/bin/tmux";
  String BUBBLEWRAP = "/usr/bin/bwrap";
  String CRAWL = "/usr/games/crawl";
  String ANGBAND = "/usr/games/angband";
  String MORIA = "/usr/games/moria";
  String OMEGA = "/usr/games/omega-rpg";
  String SETPRIV = "/usr/bin/setpriv";
  String SYSTEMD_ANALYZE = "/usr/bin/systemd-analyze";

  /** Comes with the server, whose own programs have its version in their path. */
  String POSTGRESQL = "/usr/bin/pg_ctlcluster";

  String NODE = "/usr/bin/node";
  String XTERM_JS = "src/test/xterm/node_modules/@xterm/headless";

  String PLINK = "/usr/bin/plink";
  String DBCLIENT = "/usr/bin/dbclient";
  String CONCH = "/usr/bin/conch3";
  String ERLANG = "/usr/bin/escript";

  /** A library whose own path has its version in it. */
  String ERLANG_SSH = "/var/lib/dpkg/info/erlang-ssh.list";

  String PYTHON = "/usr/bin/python3";
  String PARAMIKO = "/usr/lib/python3/dist-packages/paramiko";
  String ASYNCSSH = "/usr/lib/python3/dist-packages/asyncssh";
  String SSH2_JS = "src/test/clients/node_modules/ssh2";
  String GCC = "/usr/bin/gcc";
  String LIBSSH = "/usr/include/libssh/libssh.h";
  String LIBSSH2 = "/usr/include/libssh2.h";
  String SSH_AUDIT = "/usr/bin/ssh-audit";
  String SCRIPT = "/usr/bin/script";

  String[] value();
}
